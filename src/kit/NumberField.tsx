import { TextInput } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { fieldProps, type FieldProps } from './fields.tsx';

const NumberEntry = lazy(async () => ({ default: (await import('./NumberEntry.tsx')).NumberEntry }));

export type NumberFieldProps = FieldProps & {
  value: number | null;
  onChange: (value: number | null) => void;
  min?: number;
  max?: number;
  whole?: boolean;
};

/** A number, or nothing. */
export function NumberField(props: NumberFieldProps) {
  return (
    <Suspense fallback={<TextInput {...fieldProps(props)} disabled />}>
      <NumberEntry {...props} />
    </Suspense>
  );
}
