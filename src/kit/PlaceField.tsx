import './combobox.css';
import { Select } from '@mantine/core';
import { useState } from 'react';
import { UNKNOWN } from '../words/codes.ts';
import { enterTakesFirst } from './choices.tsx';
import { fieldProps, type FieldProps } from './fields.tsx';
import { useT } from './i18n.ts';
import { useGazetteer, usePlaceName } from './places.ts';

type PlaceFieldProps = FieldProps & { value: string | null; onChange: (value: string | null) => void };

/** A country, area or border point of the gazetteer, found by any of its names. */
export function PlaceField({ value, onChange, ...field }: PlaceFieldProps) {
  const t = useT();
  const name = usePlaceName();
  const places = useGazetteer();
  const [typed, setTyped] = useState('');
  const shown = value === null ? null : name(value);
  const found = typed === shown ? [] : (places?.searchPlaces(typed, { limit: 30 }) ?? []).map(({ code }) => code);
  const codes = [...new Set([...found, ...(value === null ? [] : [value]), UNKNOWN])];
  return (
    <Select
      {...fieldProps(field)}
      data={codes.map((code) => ({ value: code, label: name(code) }))}
      value={value}
      onChange={onChange}
      searchable
      allowDeselect={false}
      clearable
      onSearchChange={setTyped}
      {...enterTakesFirst(typed !== '' && found.length > 0)}
      filter={({ options }) => options}
      clearButtonProps={{ 'aria-label': t('field.clear') }}
      placeholder={t('place.search')}
      nothingFoundMessage={t('field.nothingFound')}
    />
  );
}
