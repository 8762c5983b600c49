import './combobox.css';
import { Select } from '@mantine/core';
import { useState } from 'react';
import { enterTakesFirst, type Option } from './choices.tsx';
import { fieldProps, type FieldProps } from './fields.tsx';
import { useT } from './i18n.ts';

type RemoteChoiceProps = FieldProps & {
  /** What fits the words typed, as far as the server has answered. */
  options: readonly Option[];
  /** Told what is typed, to ask the server for it. */
  onSearch: (text: string) => void;
  busy: boolean;
  value: string | null;
  onChange: (value: string | null) => void;
  placeholder?: string;
};

/** One out of more than can be listed: the server finds what fits while one types. */
export function RemoteChoice({ options, onSearch, busy, value, onChange, placeholder, ...field }: RemoteChoiceProps) {
  const t = useT();
  const [chosen, setChosen] = useState<Option | null>(null);
  const [typed, setTyped] = useState('');
  const kept = chosen !== null && chosen.value === value && !options.some((option) => option.value === value);
  return (
    <Select
      {...fieldProps(field)}
      data={[...(kept ? [chosen] : []), ...options].map(({ value: id, label }) => ({ value: id, label }))}
      value={value}
      onChange={(id) => {
        setChosen(options.find((option) => option.value === id) ?? null);
        onChange(id);
      }}
      searchable
      allowDeselect={false}
      clearable
      onSearchChange={(text) => {
        setTyped(text);
        onSearch(text);
      }}
      {...enterTakesFirst(typed !== '' && typed !== chosen?.label && options.length > 0)}
      // The server has chosen already.
      filter={({ options: found }) => found}
      clearButtonProps={{ 'aria-label': t('field.clear') }}
      placeholder={placeholder ?? t('field.typeToSearch')}
      nothingFoundMessage={busy ? t('state.loading') : t('field.nothingFound')}
    />
  );
}
