import { AnswerField, CodeField, MultiSelectField, SelectField, type Answer } from '../../../kit/choices.tsx';
import { useCountryOptions } from '../../../kit/countryOptions.ts';
import { DateField } from '../../../kit/DateField.tsx';
import { CheckboxField, TextField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Columns, Stack } from '../../../kit/layout.tsx';
import type { Facts } from '../rules.ts';
import type { Workbench } from './LegalTab.tsx';
import { readable, useLawKeys } from './words.ts';

type FactsFormProps = { facts: Facts; onChange: (facts: Facts) => void; vocabulary: Workbench['vocabulary'] };

const lists = ['acts', 'means', 'purposes'] as const;
const answers = [
  ...(['exploited', 'crossed_border', 'illegal_entry', 'benefit', 'consent', 'intent_to_exploit_at_entry'] as const),
  ...(['compelled_by_trafficker', 'to_facilitate_tip', 'indonesian_travel_document'] as const),
];
const kinds = ['natural', 'corporation', 'official'] as const;

/** Facts as a person confirms them: shown, looked for and not found, or not known. */
export function FactsForm({ facts, onChange, vocabulary }: FactsFormProps) {
  const t = useT();
  const { options } = useLawKeys();
  const countries = useCountryOptions();
  const set = (part: Partial<Facts>): void => onChange({ ...facts, ...part });
  return (
    <Stack>
      <DateField
        label={t('law.date')}
        value={facts.date_of_offence ?? ''}
        onChange={(day) => set({ date_of_offence: day === '' ? null : day })}
      />
      {lists.map((name) => (
        <KeyListField
          key={name}
          label={t(`code.lawFact.${name}`)}
          options={options(name, vocabulary[name])}
          value={facts[name] ?? null}
          onChange={(keys) => set({ [name]: keys })}
        />
      ))}
      <KeyListField
        label={t('code.lawFact.circumstances')}
        options={vocabulary.circumstances.map((key) => ({ value: key, label: readable(key) }))}
        value={facts.circumstances ?? null}
        onChange={(keys) => set({ circumstances: keys })}
      />
      <Columns>
        <CodeField
          label={t('code.lawFact.place_of_exploitation')}
          options={countries}
          value={facts.place_of_exploitation ?? null}
          onChange={(place) => set({ place_of_exploitation: place })}
        />
        <SelectField
          label={t('code.lawFact.offender')}
          options={kinds.map((kind) => ({ value: kind, label: t(`code.lawOffender.${kind}`) }))}
          value={facts.offender?.kind ?? null}
          onChange={(kind) => set({ offender: { ...facts.offender, kind: kinds.find((one) => one === kind) ?? null } })}
          clearable
        />
      </Columns>
      <Ages facts={facts} onChange={onChange} />
      {answers.map((name) => (
        <AnswerField
          key={name}
          label={t(`code.lawFact.${name}`)}
          value={answerOf(facts[name])}
          onChange={(answer) => set({ [name]: valueOf(answer) })}
        />
      ))}
    </Stack>
  );
}

const answerOf = (value: boolean | null | undefined): Answer =>
  value === undefined ? 'not-asked' : value === null ? 'unknown' : value ? 'yes' : 'no';

const valueOf = (answer: Answer): boolean | null | undefined =>
  answer === 'not-asked' ? undefined : answer === 'unknown' ? null : answer === 'yes';

type KeyListFieldProps = {
  label: string;
  options: readonly { value: string; label: string }[];
  value: readonly string[] | null;
  onChange: (keys: string[] | null) => void;
};

/** A list of law keys. Empty is not known, unless it is said that it was looked for and none found. */
function KeyListField({ label, options, value, onChange }: KeyListFieldProps) {
  const t = useT();
  const isEmpty = value === null || value.length === 0;
  return (
    <Stack gap="sm">
      <MultiSelectField
        label={label}
        options={options}
        value={value ?? []}
        onChange={(keys) => onChange(keys.length > 0 ? keys : null)}
      />
      {isEmpty && (
        <CheckboxField
          label={t('law.noneFoundOf', { list: label })}
          checked={value !== null}
          onChange={(none) => onChange(none ? [] : null)}
        />
      )}
    </Stack>
  );
}

function Ages({ facts, onChange }: Omit<FactsFormProps, 'vocabulary'>) {
  const t = useT();
  const victims = facts.victims?.length ? facts.victims : [{}];
  return (
    <Columns>
      {victims.map((victim, at) => (
        <TextField
          // Victims have no name here: their place among the others is what tells them apart.
          key={String(at)}
          label={victims.length === 1 ? t('law.age') : t('law.ageOf', { number: at + 1 })}
          value={victim.age === null || victim.age === undefined ? '' : String(victim.age)}
          onChange={(text) => {
            const age = /^\d{1,3}$/.test(text.trim()) ? Number(text) : null;
            onChange({ ...facts, victims: victims.map((one, position) => (position === at ? { ...one, age } : one)) });
          }}
        />
      ))}
    </Columns>
  );
}
