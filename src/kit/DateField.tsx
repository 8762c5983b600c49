import { TextInput } from '@mantine/core';
import { lazy, Suspense } from 'react';
import css from './choices.module.css';
import { fieldProps, type FieldProps } from './fields.tsx';
import { useFormats } from './i18n.ts';

const PartialDateField = lazy(async () => ({ default: (await import('./PartialDateField.tsx')).PartialDateField }));

export type DateFieldProps = FieldProps & {
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
  if (!partial) return <WholeDateField {...props} />;
  return (
    <Suspense fallback={<TextInput {...fieldProps(props)} disabled />}>
      <PartialDateField {...props} />
    </Suspense>
  );
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
      inputContainer={(input) => (
        <>
          {input}
          <DateReadBack value={value} />
        </>
      )}
    />
  );
}

/**
 * The date in words, in the language of the page: the browser writes its own field in the order of its own settings, where
 * the 3rd of April and the 4th of March look alike.
 */
export function DateReadBack({ value }: { value: string }) {
  const written = useFormats().dateInFull(value);
  return (
    <p className={css.readBack} aria-live="polite">
      {written !== null && value >= firstWholeYear && written}
    </p>
  );
}

/** A year of fewer figures is still being typed. */
const firstWholeYear = '1000';
