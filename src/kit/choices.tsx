import './combobox.css';
import { Select, TextInput, type ComboboxItem, type OptionsFilter } from '@mantine/core';
import { lazy, Suspense, useId, useState, type FocusEvent, type KeyboardEvent } from 'react';
import css from './choices.module.css';
import { fieldProps, type FieldProps } from './fields.tsx';
import { useT } from './i18n.ts';

const ManyChoices = lazy(async () => ({ default: (await import('./ManyChoices.tsx')).ManyChoices }));

/** A thing to choose. `keywords` are other words it is found by: its code, names in other languages. */
export type Option = {
  value: string;
  label: string;
  keywords?: readonly string[];
  disabled?: boolean;
  /** A label of ours, where no official translation was found: marked in the list. */
  isOwnWording?: boolean;
};

type SelectFieldProps = FieldProps & {
  options: readonly Option[];
  value: string | null;
  onChange: (value: string | null) => void;
  clearable?: boolean;
  placeholder?: string;
};

/** One of a short list. */
export function SelectField({ options, value, onChange, clearable = false, placeholder, ...field }: SelectFieldProps) {
  const t = useT();
  return (
    <Select
      {...fieldProps(field)}
      data={options.map(asItem)}
      value={value}
      onChange={onChange}
      clearable={clearable}
      clearButtonProps={{ 'aria-label': t('field.clear') }}
      placeholder={placeholder ?? t('field.choose')}
      allowDeselect={false}
      comboboxProps={{ withinPortal: true }}
      scrollAreaProps={{ type: 'auto' }}
    />
  );
}

/** A coded value out of a long list, found by typing part of its label, its code or another name. */
export function CodeField({
  options,
  value,
  onChange,
  clearable = true,
  placeholder,
  hideCodes = false,
  forgetTyped = false,
  ...field
}: SelectFieldProps & {
  /** Empties what was typed once a value is taken: for choosing one after another. */
  forgetTyped?: boolean;
  /** Where the values are ids, which say nothing to a reader. */
  hideCodes?: boolean;
}) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const shown = options.find((option) => option.value === value)?.label ?? '';
  const marked = new Set(options.filter(({ isOwnWording }) => isOwnWording).map((option) => option.value));
  return (
    <Select
      {...fieldProps(field)}
      data={options.map(asItem)}
      value={value}
      onChange={(chosen) => {
        onChange(chosen);
        if (forgetTyped) setTyped('');
      }}
      {...(forgetTyped && { searchValue: typed })}
      onSearchChange={setTyped}
      {...enterTakesFirst(typed !== '' && typed !== shown)}
      searchable
      allowDeselect={false}
      clearable={clearable}
      clearButtonProps={{ 'aria-label': t('field.clear') }}
      placeholder={placeholder ?? t('field.typeToSearch')}
      nothingFoundMessage={t('field.nothingFound')}
      filter={searchIn(options)}
      limit={100}
      renderOption={({ option }) => (
        <span className={css.coded}>
          <span>
            {option.label}
            {marked.has(option.value) && (
              <span className={css.own} title={t('fieldHelp.mark')} aria-hidden="true">
                ◦
              </span>
            )}
          </span>
          {!hideCodes && <code>{option.value}</code>}
        </span>
      )}
    />
  );
}

/**
 * For a list one types into: Enter takes the first of what fits, when something was typed, and never sends the form
 * that is around it while the list is open. What is typed takes the place of what stood there.
 */
export function enterTakesFirst(isTyped: boolean) {
  return {
    selectFirstOptionOnChange: isTyped,
    onFocus: (event: FocusEvent<HTMLInputElement>): void => event.currentTarget.select(),
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>): void => {
      if (event.key === 'Enter' && event.currentTarget.getAttribute('aria-expanded') === 'true') event.preventDefault();
    },
  };
}

export type MultiSelectFieldProps = FieldProps & {
  options: readonly Option[];
  value: readonly string[];
  onChange: (value: string[]) => void;
  placeholder?: string;
};

/** Any number out of a list. */
export function MultiSelectField(props: MultiSelectFieldProps) {
  return (
    <Suspense fallback={<TextInput {...fieldProps(props)} disabled />}>
      <ManyChoices {...props} />
    </Suspense>
  );
}

export type Answer = 'yes' | 'no' | 'unknown' | 'not-asked';

const answers = [
  ['yes', 'answer.yes'],
  ['no', 'answer.no'],
  ['unknown', 'answer.unknown'],
  ['not-asked', 'answer.notAsked'],
] as const;

type AnswerFieldProps = Omit<FieldProps, 'required'> & { value: Answer; onChange: (value: Answer) => void };

/** An answer about a person. "No", "unknown" and "not asked" are three different things and are shown as such. */
export function AnswerField({ label, help, error, disabled = false, name, value, onChange }: AnswerFieldProps) {
  const t = useT();
  const id = useId();
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset className={css.answer} disabled={disabled} aria-describedby={described || undefined}>
      <legend>{label}</legend>
      {help && (
        <p id={`${id}-help`} className={css.help}>
          {help}
        </p>
      )}
      <div className={css.answers} data-wrong={error ? true : undefined}>
        {answers.map(([answer, key]) => (
          <label key={answer} className={css.choice}>
            <input
              type="radio"
              name={name ?? id}
              value={answer}
              checked={value === answer}
              onChange={() => onChange(answer)}
            />
            <span>{t(key)}</span>
          </label>
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} className={css.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

export function asItem({ value, label, disabled = false }: Option): ComboboxItem {
  return { value, label, disabled };
}

/** Finds options by label, code or keyword, whatever the case and accents typed. */
export function searchIn(options: readonly Option[]): OptionsFilter {
  const texts = new Map(
    options.map((option) => [option.value, plain([option.label, option.value, ...(option.keywords ?? [])].join(' '))]),
  );
  return ({ options: shown, search }) => {
    const words = plain(search).split(/\s+/).filter(Boolean);
    return shown.filter(
      (item) => 'value' in item && words.every((word) => texts.get(String(item.value))?.includes(word)),
    );
  };
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
