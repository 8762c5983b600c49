import { Checkbox, PasswordInput, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT } from './i18n.ts';

/** What every field has. `error` says what is wrong and what to do. */
export type FieldProps = {
  label: string;
  help?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  disabled?: boolean;
  name?: string;
};

/** The shared properties as the component library names them. */
export function fieldProps({ label, help, error, required = false, disabled = false, name }: FieldProps) {
  return {
    label,
    description: help,
    error,
    disabled,
    withAsterisk: required,
    'aria-required': required || undefined,
    ...(name !== undefined && { name }),
  };
}

type TextValue = { value: string; onChange: (value: string) => void };

type TextFieldProps = FieldProps &
  TextValue & {
    kind?: 'text' | 'email' | 'search' | 'tel';
    autoComplete?: string;
    inputMode?: 'text' | 'numeric';
    placeholder?: string;
    /** Read out and not shown: the head of a column shows it already. */
    hideLabel?: boolean;
  };

/** One line of text. The direction follows what is typed, so names in any script read rightly. */
export function TextField({
  value,
  onChange,
  kind = 'text',
  autoComplete = 'off',
  inputMode,
  placeholder,
  hideLabel = false,
  ...field
}: TextFieldProps) {
  return (
    <TextInput
      {...fieldProps(field)}
      {...(hideLabel && { label: undefined, 'aria-label': field.label })}
      type={kind}
      dir={kind === 'text' || kind === 'search' ? 'auto' : undefined}
      autoComplete={autoComplete}
      inputMode={inputMode}
      placeholder={placeholder}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** A secret, which may be shown to check it. */
export function PasswordField({
  value,
  onChange,
  fresh = false,
  onLeave,
  ...field
}: FieldProps & TextValue & { fresh?: boolean; onLeave?: () => void }) {
  const t = useT();
  return (
    <PasswordInput
      {...fieldProps(field)}
      autoComplete={fresh ? 'new-password' : 'current-password'}
      visibilityToggleButtonProps={{ 'aria-label': t('field.showPassword'), tabIndex: 0 }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...(onLeave && { onBlur: onLeave })}
    />
  );
}

/** Several lines of text; the field grows with them. */
export function TextAreaField({ value, onChange, rows = 3, ...field }: FieldProps & TextValue & { rows?: number }) {
  return (
    <Textarea
      {...fieldProps(field)}
      dir="auto"
      autosize
      minRows={rows}
      maxRows={20}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

type CheckboxFieldProps = FieldProps & { checked: boolean; onChange: (checked: boolean) => void };

/** A single yes that is not an answer about a person; for those use AnswerField. */
export function CheckboxField({ checked, onChange, ...field }: CheckboxFieldProps) {
  const { withAsterisk: _, ...shared } = fieldProps(field);
  return <Checkbox {...shared} checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />;
}
