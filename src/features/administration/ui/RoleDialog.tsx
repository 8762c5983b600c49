import { useState } from 'react';
import { conflictOf } from '../../../client/conflict.ts';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { CheckList } from '../../../kit/choiceCards.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { ConflictMessage } from '../../../kit/ConflictMessage.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { CheckboxField, TextField } from '../../../kit/fields.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Form, Row } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import {
  dataClasses,
  permissionNames,
  scopes,
  type DataClass,
  type Permission,
  type Scope,
} from '../../../words/access.ts';
import { useRoleName } from '../../accounts/ui/roleName.ts';
import type { Role } from '../schema.ts';
import { verbGroups } from './roleWords.ts';

type Draft = {
  code: string;
  name: string;
  permissions: readonly Permission[];
  reads: readonly DataClass[];
  writes: readonly DataClass[];
  scope: Scope;
  secondFactor: boolean;
};

type RoleDialogProps = { role: Role; copy: boolean; onClose: () => void };

/** Changes a role of the own agency, or makes a new one from a role there is. */
export function RoleDialog({ role, copy, onClose }: RoleDialogProps) {
  const t = useT();
  const roleName = useRoleName();
  const create = useRun('roles.create');
  const change = useRun('roles.change', ['roles', 'session']);
  const [draft, setDraft] = useState<Draft>(() =>
    draftOf(role, copy, t('roles.copyOf', { name: roleName(role.code, role.name) })),
  );
  const conflict = conflictOf(change.problem);

  async function save(version: number): Promise<void> {
    const { code, permissions, reads, writes, ...plain } = draft;
    const grant = { ...plain, permissions: [...permissions], reads: [...reads], writes: [...writes] };
    const done = copy
      ? await create.run({ code, ...grant })
      : await change.run({ roleId: role.id, ...grant }, { version });
    if (done) onClose();
  }

  return (
    <Dialog open onClose={onClose} title={copy ? t('roles.new') : t('roles.change')} wide>
      {conflict === null ? (
        <Form label={t('page.roles')} onSubmit={() => void save(role.version)}>
          <RoleFields draft={draft} copy={copy} onChange={(part) => setDraft({ ...draft, ...part })} />
          <ProblemMessage problem={create.problem ?? change.problem} />
          <Row>
            <Button
              tone="primary"
              submit
              busy={create.busy || change.busy}
              disabled={draft.name.trim() === '' || draft.code === ''}
            >
              {t('roles.save')}
            </Button>
            <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          </Row>
        </Form>
      ) : (
        <RoleConflict conflict={conflict} onTheirs={onClose} onMine={(version) => void save(version)} />
      )}
    </Dialog>
  );
}

function draftOf(role: Role, copy: boolean, copyName: string): Draft {
  const { code, name, permissions, reads, writes, scope, secondFactor } = role;
  const own = copy ? { code: `${code}-2`, name: copyName } : { code, name };
  return { ...own, permissions, reads, writes, scope, secondFactor };
}

type RoleFieldsProps = { draft: Draft; copy: boolean; onChange: (part: Partial<Draft>) => void };

function RoleFields({ draft, copy, onChange }: RoleFieldsProps) {
  const t = useT();
  const classOptions = dataClasses.map((value) => ({ value, label: t(`dataClass.${value}`) }));
  const pick = (values: readonly string[]): DataClass[] => dataClasses.filter((one) => values.includes(one));

  function pickVerbs(group: readonly Permission[], values: readonly string[]): Permission[] {
    return permissionNames.filter((verb) =>
      group.includes(verb) ? values.includes(verb) : draft.permissions.includes(verb),
    );
  }

  return (
    <>
      <Columns>
        <TextField
          label={t('roles.name')}
          help={t('code.fieldHelp.roleName')}
          required
          value={draft.name}
          onChange={(name) => onChange({ name })}
        />
        {copy && (
          <TextField
            label={t('roles.code')}
            help={t('roles.codeHelp')}
            required
            value={draft.code}
            onChange={(code) => onChange({ code: code.toLowerCase() })}
          />
        )}
        <SelectField
          label={t('roles.scope')}
          help={t('code.fieldHelp.roleScope')}
          options={scopes.map((value) => ({ value, label: t(`code.scope.${value}`) }))}
          value={draft.scope}
          onChange={(chosen) => onChange({ scope: scopes.find((scope) => scope === chosen) ?? draft.scope })}
        />
      </Columns>
      <CheckboxField
        label={t('roles.secondFactor')}
        help={t('roles.secondFactorHelp')}
        checked={draft.secondFactor}
        onChange={(secondFactor) => onChange({ secondFactor })}
      />
      {verbGroups.map(({ key, verbs }) => (
        <CheckList
          key={key}
          label={t(`code.verbGroup.${key}`)}
          options={verbs.map((verb) => ({ value: verb, label: t(`permission.${verb}`) }))}
          values={draft.permissions}
          onChange={(values) => onChange({ permissions: pickVerbs(verbs, values) })}
        />
      ))}
      <CheckList
        label={t('roles.reads')}
        options={classOptions}
        values={draft.reads}
        onChange={(values) => onChange({ reads: pick(values) })}
      />
      <CheckList
        label={t('roles.writes')}
        options={classOptions}
        values={draft.writes}
        onChange={(values) => onChange({ writes: pick(values) })}
      />
    </>
  );
}

type RoleConflictProps = {
  conflict: NonNullable<ReturnType<typeof conflictOf>>;
  onTheirs: () => void;
  onMine: (version: number) => void;
};

function RoleConflict({ conflict, onTheirs, onMine }: RoleConflictProps) {
  const t = useT();
  const { list } = useFormats();
  const writeField = (field: string, value: unknown): string => {
    if (field === 'permissions') return list((value as string[]).map((verb) => t(`permission.${verb}`)));
    if (Array.isArray(value)) return list(value.map((one) => t(`dataClass.${String(one)}`)));
    if (field === 'scope') return t(`code.scope.${String(value)}`);
    return typeof value === 'boolean' ? t(value ? 'roles.yes' : 'roles.no') : String(value);
  };
  return (
    <ConflictMessage
      conflict={conflict}
      labels={{
        name: t('roles.name'),
        scope: t('roles.scope'),
        secondFactor: t('roles.secondFactor'),
        permissions: t('roles.may'),
        reads: t('roles.reads'),
        writes: t('roles.writes'),
      }}
      write={writeField}
      onTheirs={onTheirs}
      onMine={onMine}
    />
  );
}
