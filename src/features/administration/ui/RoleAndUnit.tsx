import { CodeField, SelectField } from '../../../kit/choices.tsx';
import { useT } from '../../../kit/i18n.ts';
import { useRoleOptions, useUnitOptions } from './options.ts';

export type RoleAndUnitValue = { roleId: string | null; unitId: string | null };

type RoleAndUnitProps = { value: RoleAndUnitValue; onChange: (value: RoleAndUnitValue) => void };

/** One of the roles the reader may give, and the unit it is worn in; without one, in the whole agency. */
export function RoleAndUnit({ value, onChange }: RoleAndUnitProps) {
  const t = useT();
  const roles = useRoleOptions();
  const units = useUnitOptions();
  return (
    <>
      <SelectField
        label={t('person.role')}
        help={t('users.roleHelp')}
        placeholder={t('field.choose')}
        required
        options={roles.given}
        value={value.roleId}
        onChange={(roleId) => onChange({ ...value, roleId })}
      />
      {units.length > 0 && (
        <CodeField
          label={t('users.unit')}
          help={t('code.fieldHelp.memberUnit')}
          placeholder={t('users.wholeAgency')}
          hideCodes
          options={units}
          value={value.unitId}
          onChange={(unitId) => onChange({ ...value, unitId })}
        />
      )}
    </>
  );
}
