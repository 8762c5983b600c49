import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import css from './choices.module.css';
import { fieldProps, type FieldProps } from './fields.tsx';
import { useFormats, useT } from './i18n.ts';
import { readPartialDate, writePartialDate, type DateParts } from './partialDate.ts';

type DateFieldProps = FieldProps & {
  /** An ISO date: `2015-03-09`; also `2015-03` and `2015` where `partial` allows it. Empty is no date. */
  value: string;
  onChange: (value: string) => void;
  /** Lets the day, or day and month, stay open when they are not known. */
  partial?: boolean;
  min?: string;
  max?: string;
};

/** A date; with `partial` known only as far as it is known. */
export function DateField({ partial = false, ...props }: DateFieldProps) {
  return partial ? <PartialDateField {...props} /> : <WholeDateField {...props} />;
}

function WholeDateField({ value, onChange, min, max, ...field }: DateFieldProps) {
  return (
    <TextInput
      {...fieldProps(field)}
      type="date"
      min={min}
      max={max}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

function PartialDateField({ value, onChange, label, help, error, required = false, disabled = false }: DateFieldProps) {
  const t = useT();
  const formats = useFormats();
  const id = useId();
  const [parts, setParts] = useState<DateParts>(() => readPartialDate(value));
  const written = writePartialDate(parts);
  const shown = (written ?? '') === value || written === null ? parts : readPartialDate(value);
  const isEmpty = shown.year === null && shown.month === null && shown.day === null;
  const problem = error ?? (!isEmpty && writePartialDate(shown) === null ? t('date.incomplete') : undefined);

  function change(next: Partial<DateParts>): void {
    const changed = { ...shown, ...next };
    setParts(changed);
    onChange(writePartialDate(changed) ?? '');
  }

  return (
    <fieldset className={css.answer} disabled={disabled} aria-describedby={`${id}-help`}>
      <legend>
        {label}
        {required && <span aria-hidden="true"> *</span>}
      </legend>
      <p id={`${id}-help`} className={css.help}>
        {help ?? t('date.partialHelp')}
      </p>
      <div className={css.dateParts}>
        <NumberInput
          aria-label={t('date.day')}
          placeholder={t('date.day')}
          hideControls
          allowDecimal={false}
          min={1}
          max={31}
          error={problem !== undefined}
          value={shown.day ?? ''}
          onChange={(day) => change({ day: typeof day === 'number' ? day : null })}
        />
        <NativeSelect
          aria-label={t('date.month')}
          error={problem !== undefined}
          value={shown.month === null ? '' : String(shown.month)}
          onChange={(event) =>
            change({ month: event.currentTarget.value === '' ? null : Number(event.currentTarget.value) })
          }
          data={[
            { value: '', label: t('date.month') },
            ...months.map((month) => ({ value: String(month), label: formats.monthName(month) })),
          ]}
        />
        <NumberInput
          aria-label={t('date.year')}
          placeholder={t('date.year')}
          aria-required={required || undefined}
          hideControls
          allowDecimal={false}
          min={0}
          max={9999}
          thousandSeparator=""
          error={problem !== undefined}
          value={shown.year ?? ''}
          onChange={(year) => change({ year: typeof year === 'number' ? year : null })}
        />
      </div>
      {problem && (
        <p className={css.error} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
