import { Select } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { UNKNOWN } from '../words/codes.ts';
import { countryName } from '../words/countries.ts';
import { countryOfPlace, loadPlaces, placeLabel, searchPlaces } from '../words/gazetteer.ts';
import { enterTakesFirst } from './choices.tsx';
import { fieldProps, type FieldProps } from './fields.tsx';
import { languages, useLanguage, useT } from './i18n.ts';

type PlaceFieldProps = FieldProps & { value: string | null; onChange: (value: string | null) => void };

/** Whether the areas of the world are here; asks for them at the first need. */
export function usePlaces(): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let here = true;
    void loadPlaces().then(() => here && setReady(true));
    return () => {
      here = false;
    };
  }, []);
  return ready;
}

/** Names places as the reader calls them, with the country behind what lies inside one. */
export function usePlaceName(): (code: string) => string {
  const { locale } = languages[useLanguage()];
  const t = useT();
  const ready = usePlaces();
  // A place is named by its code until the names are here.
  return useMemo(
    () => (code) => {
      if (code === UNKNOWN) return t('value.unknown');
      if (code === 'MASKED') return t('value.masked');
      const country = countryOfPlace(code);
      const name = ready || country === code ? placeLabel(code, locale) : code;
      return country === undefined || country === code ? name : `${name}, ${countryName(country, locale)}`;
    },
    [locale, ready, t],
  );
}

/** A country, area or border point of the gazetteer, found by any of its names. */
export function PlaceField({ value, onChange, ...field }: PlaceFieldProps) {
  const t = useT();
  const name = usePlaceName();
  const [typed, setTyped] = useState('');
  const shown = value === null ? null : name(value);
  const found = typed === shown ? [] : searchPlaces(typed, { limit: 30 }).map(({ code }) => code);
  const codes = [...new Set([...found, ...(value === null ? [] : [value]), UNKNOWN])];
  return (
    <Select
      {...fieldProps(field)}
      data={codes.map((code) => ({ value: code, label: name(code) }))}
      value={value}
      onChange={onChange}
      searchable
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
