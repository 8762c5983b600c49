import { lazy, Suspense } from 'react';
import { CodeField, MultiSelectField, SelectField, type Option } from './choices.tsx';
import { CodeSetField, type CodeAnswers } from './CodeSetField.tsx';
import { DateField } from './DateField.tsx';
import { useCodeWords } from './codeWords.ts';
import { useCountryOptions } from './countryOptions.ts';
import { FieldHelp } from './FieldHelp.tsx';
import { CheckboxField, TextAreaField, TextField } from './fields.tsx';
import { useT } from './i18n.ts';
import css from './layout.module.css';
import { NumberField } from './NumberField.tsx';
import { fieldProblem } from './problems.tsx';
import { readDates, writeDates, type FieldSpec, type RecordValues } from './recordSpecs.ts';

// Comes when a form asks for a place.
const PlaceField = lazy(async () => ({ default: (await import('./PlaceField.tsx')).PlaceField }));

const notAsked = 'NOT_ASKED';

type RecordFieldsProps = {
  specs: readonly FieldSpec[];
  values: RecordValues;
  onChange: (part: RecordValues) => void;
  /** What the server refused; what concerns a field is shown at it. */
  problem?: unknown;
};

/** The fields of a record as a form. What nobody asked stays "not asked" and is never taken for a no. */
export function RecordFields({ specs, values, onChange, problem }: RecordFieldsProps) {
  return (
    <div className={css.columns}>
      {specs.map((spec) => (
        <div key={spec.name} data-full={isWide(spec) || undefined} className={css.field}>
          <Suspense fallback={null}>
            <OneField spec={spec} values={values} onChange={onChange} error={fieldProblem(problem, spec.name)} />
          </Suspense>
          <FieldHelp spec={spec} />
        </div>
      ))}
    </div>
  );
}

const isWide = (spec: FieldSpec): boolean =>
  spec.wide === true || ['area', 'codes', 'lines', 'parties', 'date', 'countries'].includes(spec.as);

type OneFieldProps = Omit<RecordFieldsProps, 'specs' | 'problem'> & { spec: FieldSpec; error: string | undefined };

function OneField({ spec, values, onChange, error }: OneFieldProps) {
  const t = useT();
  const words = useCodeWords();
  const countries = useCountryOptions();
  const value = values[spec.name] ?? null;
  const set = (next: unknown): void => onChange({ [spec.name]: next });
  const field = {
    label: spec.label ?? t(`code.field.${spec.name}`),
    name: spec.name,
    required: spec.required ?? false,
    error,
    ...(spec.help && { help: t(spec.help) }),
  };
  const text = typeof value === 'string' ? value : '';
  const textOrNull = typeof value === 'string' ? value : null;
  const list = Array.isArray(value) ? (value as string[]) : [];
  // A coded answer says in words that it was not asked; a required one has to be given.
  const withNotAsked = (options: readonly Option[]): readonly Option[] =>
    spec.required ? options : [{ value: notAsked, label: t('value.notAsked') }, ...options];
  const coded = (options: readonly Option[]) => ({
    ...field,
    options: withNotAsked(options),
    value: textOrNull ?? (spec.required ? null : notAsked),
    onChange: (next: string | null) => set(next === notAsked ? null : next),
  });
  const unknown = { value: 'UNKNOWN', label: t('value.unknown') };

  switch (spec.as) {
    case 'text':
      return <TextField {...field} value={text} onChange={set} />;
    case 'area':
      return <TextAreaField {...field} value={text} onChange={set} />;
    case 'lines':
      return (
        <TextAreaField
          {...field}
          value={list.join('\n')}
          onChange={(next) => set(next === '' ? null : next.split('\n'))}
        />
      );
    case 'number':
      return <NumberField {...field} value={typeof value === 'number' ? value : null} onChange={set} min={0} />;
    case 'check':
      return <CheckboxField {...field} checked={value === true} onChange={set} />;
    case 'day':
      return <DateField {...field} value={text} onChange={(next) => set(next === '' ? null : next)} />;
    case 'instant':
      return (
        <DateField
          {...field}
          value={text.slice(0, 10)}
          onChange={(next) => set(next === '' ? null : new Date(`${next}T12:00:00`).toISOString())}
        />
      );
    case 'date':
      return <SpanField spec={spec} label={field.label} error={error} values={values} onChange={onChange} />;
    case 'country':
      return <CodeField {...coded([unknown, ...countries])} hideCodes clearable={false} />;
    case 'countries':
      return (
        <MultiSelectField
          {...field}
          options={[unknown, ...countries]}
          value={list}
          onChange={(next) => set(next.length === 0 ? null : next)}
        />
      );
    case 'place':
      return <PlaceField {...field} value={textOrNull} onChange={set} />;
    case 'code':
      return <CodeField {...coded(words.options(spec.list, spec.scheme))} hideCodes clearable={false} />;
    case 'codes':
      return (
        <CodeSetField
          {...field}
          options={words.options(spec.list).filter((option) => option.value !== unknown.value)}
          value={value as CodeAnswers | null}
          onChange={set}
        />
      );
    case 'choice':
      return <SelectField {...coded(words.choices(spec.family, spec.values))} />;
    case 'chosen':
      return <CodeField {...field} options={spec.options} hideCodes value={textOrNull} onChange={set} />;
    case 'parties':
      return <PartiesField {...field} options={spec.options} value={value} onChange={set} />;
    case 'about':
      return (
        <SelectField
          {...field}
          clearable
          options={spec.options}
          value={textOrNull === null ? null : `${String(values[spec.kind])} ${textOrNull}`}
          onChange={(next) => {
            const [kind = null, id = null] = next?.split(' ') ?? [];
            onChange({ [spec.name]: id, [spec.kind]: kind });
          }}
        />
      );
  }
}

type Party = { kind: string; id: string };

function PartiesField({
  value,
  onChange,
  ...field
}: {
  label: string;
  options: readonly Option[];
  value: unknown;
  onChange: (value: Party[]) => void;
}) {
  const parties = Array.isArray(value) ? (value as Party[]) : [];
  return (
    <MultiSelectField
      {...field}
      value={parties.map(({ kind, id }) => `${kind} ${id}`)}
      onChange={(chosen) =>
        onChange(
          chosen.map((one) => {
            const [kind = '', id = ''] = one.split(' ');
            return { kind, id };
          }),
        )
      }
    />
  );
}

type SpanFieldProps = {
  spec: Extract<FieldSpec, { as: 'date' }>;
  label: string;
  error: string | undefined;
  values: RecordValues;
  onChange: (part: RecordValues) => void;
};

/** One date known in part, or two where a thing may last. */
function SpanField({ spec, label, error, values, onChange }: SpanFieldProps) {
  const t = useT();
  const { from, to, about } = readDates(spec, values);
  return (
    <div className={css.columns}>
      <DateField
        partial
        label={label}
        error={error}
        value={from}
        onChange={(next) => onChange(writeDates(spec, next, to, about))}
      />
      {spec.until !== undefined && (
        <DateField
          partial
          label={t('code.field.until')}
          help={t('field.untilHelp')}
          value={to}
          onChange={(next) => onChange(writeDates(spec, from, next, about))}
        />
      )}
      {from !== '' && (
        <CheckboxField
          label={t('date.onlyAbout')}
          checked={about}
          onChange={(only) => onChange(writeDates(spec, from, to, only))}
        />
      )}
    </div>
  );
}
