import '@mantine/core/styles/NumberInput.layer.css';
import { NumberInput } from '@mantine/core';
import { fieldProps } from './fields.tsx';
import type { NumberFieldProps } from './NumberField.tsx';

/** The field itself, which takes no other signs than a number has. */
export function NumberEntry({ value, onChange, min, max, whole = true, ...field }: NumberFieldProps) {
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
