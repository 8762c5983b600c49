import { CheckboxField } from '../../../kit/fields.tsx';
import { DateField } from '../../../kit/DateField.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { useCountryOptions } from '../../../kit/countryOptions.ts';
import { useT } from '../../../kit/i18n.ts';
import { Columns, Stack } from '../../../kit/layout.tsx';
import { NumberField } from '../../../kit/NumberField.tsx';
import type { OfficialQuestion } from './question.ts';

type OfficialFormProps = {
  question: OfficialQuestion;
  /** What stands where nothing was said. */
  usual: { country: string; from: number; to: number; cutOff: string } | null;
  mayOpen: boolean;
  onChange: (question: OfficialQuestion) => void;
};

/** Whose figures, of which years, entered up to when. */
export function OfficialForm({ question, usual, mayOpen, onChange }: OfficialFormProps) {
  const t = useT();
  const countries = useCountryOptions();
  return (
    <Stack gap="sm">
      <Columns>
        <SelectField
          label={t('official.country')}
          help={t('official.countryHelp')}
          options={countries}
          value={question.country ?? usual?.country ?? null}
          onChange={(country) => onChange({ ...question, country })}
        />
        <NumberField
          label={t('official.from')}
          help={t('official.fromHelp')}
          value={question.from ?? usual?.from ?? null}
          onChange={(from) => onChange({ ...question, from })}
        />
        <NumberField
          label={t('official.to')}
          help={t('official.toHelp')}
          value={question.to ?? usual?.to ?? null}
          onChange={(to) => onChange({ ...question, to })}
        />
        <DateField
          label={t('official.cutOff')}
          help={t(mayOpen ? 'official.cutOffHelp' : 'official.cutOffMonths')}
          value={question.cutOff ?? usual?.cutOff ?? ''}
          onChange={(cutOff) => onChange({ ...question, cutOff: cutOff === '' ? null : cutOff })}
        />
      </Columns>
      {mayOpen && (
        <>
          <CheckboxField
            label={t('official.confirmedOnly')}
            help={t('official.confirmedOnlyHelp')}
            checked={question.confirmedOnly}
            onChange={(confirmedOnly) => onChange({ ...question, confirmedOnly })}
          />
          <CheckboxField
            label={t('official.open')}
            help={t('official.openHelp')}
            checked={question.open}
            onChange={(open) => onChange({ ...question, open })}
          />
        </>
      )}
    </Stack>
  );
}
