import '@mantine/core/styles/NumberInput.layer.css';
import { NativeSelect, NumberInput } from '@mantine/core';
import { useId, useState } from 'react';
import css from './choices.module.css';
import { DateReadBack, type DateFieldProps } from './DateField.tsx';
import { useFormats, useT } from './i18n.ts';
import { readPartialDate, writePartialDate, type DateParts } from './partialDate.ts';

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** A date known as far as it is known: its day, or day and month, may stay open. */
export function PartialDateField({
  value,
  onChange,
  label,
  help,
  error,
  required = false,
  disabled = false,
}: DateFieldProps) {
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
      <DateReadBack value={written ?? ''} />
      {problem && (
        <p className={css.error} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
