import '@mantine/core/styles/Pill.layer.css';
import '@mantine/core/styles/PillsInput.layer.css';
import { MultiSelect } from '@mantine/core';
import { useState } from 'react';
import { asItem, enterTakesFirst, searchIn, type MultiSelectFieldProps } from './choices.tsx';
import { fieldProps } from './fields.tsx';
import { useT } from './i18n.ts';

/** The field of several choices itself. */
export function ManyChoices({ options, value, onChange, placeholder, ...field }: MultiSelectFieldProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  return (
    <MultiSelect
      {...fieldProps(field)}
      data={options.map(asItem)}
      value={[...value]}
      onChange={onChange}
      searchable
      onSearchChange={setTyped}
      {...enterTakesFirst(typed !== '')}
      placeholder={value.length === 0 ? (placeholder ?? t('field.typeToSearch')) : ''}
      nothingFoundMessage={t('field.nothingFound')}
      filter={searchIn(options)}
      limit={100}
      hidePickedOptions
    />
  );
}
