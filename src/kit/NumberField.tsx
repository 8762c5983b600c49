import { NumberInput } from '@mantine/core';
import { fieldProps, type FieldProps } from './fields.tsx';

type NumberFieldProps = FieldProps & {
  value: number | null;
  onChange: (value: number | null) => void;
  min?: number;
  max?: number;
  whole?: boolean;
};

/** A number, or nothing. */
export function NumberField({ value, onChange, min, max, whole = true, ...field }: NumberFieldProps) {
  return (
    <NumberInput
      {...fieldProps(field)}
      value={value ?? ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : null)}
      allowDecimal={!whole}
      hideControls
      inputMode={whole ? 'numeric' : 'decimal'}
      {...(min !== undefined && { min, allowNegative: min < 0 })}
      {...(max !== undefined && { max })}
    />
  );
}
