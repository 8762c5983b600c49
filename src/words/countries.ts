import iso from './vocabulary/citizenship-iso3166.json' with { type: 'json' };
import { countryVariants } from './country-variants.ts';
import { foldName } from './fold.ts';

/** A country or territory of ISO 3166-1, and Kosovo under its user-assigned codes (no numeric code). */
export interface Country {
  readonly alpha3: string;
  readonly alpha2: string;
  readonly numeric: string | null;
  readonly label: string;
}

interface IsoCode {
  readonly code: string;
  readonly label: string;
  readonly alpha2?: string;
  readonly numeric?: string;
  readonly officialName?: string;
}

const isoCodes: readonly IsoCode[] = iso.codes;

const kosovo: Country = { alpha3: 'XKX', alpha2: 'XK', numeric: null, label: 'Kosovo' };

export const countries: readonly Country[] = [
  ...isoCodes.flatMap(({ code, alpha2, numeric, label }) =>
    alpha2 ? [{ alpha3: code, alpha2, numeric: numeric ?? null, label }] : [],
  ),
  kosovo,
];

const byAlpha2 = new Map(countries.map((country) => [country.alpha2, country]));
const byAlpha3 = new Map(countries.map((country) => [country.alpha3, country]));

/** `NA` is Namibia. Capitals only: in running text `no`, `id` and `in` are words. */
export const countryByAlpha2 = (alpha2: string): Country | undefined => byAlpha2.get(alpha2);

export const countryByAlpha3 = (alpha3: string): Country | undefined => byAlpha3.get(alpha3);

/** Languages whose names for countries are read: those of the routes' records, and the languages of the UN. */
const readLocales = [
  'en',
  'id',
  'ms',
  'ur',
  'ar',
  'fa',
  'ps',
  'th',
  'vi',
  'km',
  'my',
  'tr',
  'bn',
  'hi',
  'zh',
  'fr',
  'es',
  'ru',
];

const displayNames = new Map<string, Intl.DisplayNames>();

function namesIn(locale: string): Intl.DisplayNames {
  const known = displayNames.get(locale);
  if (known) return known;
  const made = new Intl.DisplayNames([locale, 'en'], { type: 'region', fallback: 'code' });
  displayNames.set(locale, made);
  return made;
}

/** The country's name in the reader's language; its English label where the language has none, the code if unknown. */
export function countryName(alpha3: string, locale: string): string {
  const country = byAlpha3.get(alpha3);
  if (!country) return isoCodes.find((entry) => entry.code === alpha3)?.label ?? alpha3;
  const name = namesIn(locale).of(country.alpha2);
  return name === undefined || name === country.alpha2 ? country.label : name;
}

function addName(index: Map<string, string>, name: string | undefined, alpha3: string): void {
  const folded = name === undefined ? '' : foldName(name).replace(/^the | the$/g, '');
  if (folded !== '' && !index.has(folded)) index.set(folded, alpha3);
}

/** The first source that claims a name keeps it: ISO's own names, then ours, then the language data of the runtime. */
function buildIndex(): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const { alpha3, label } of countries) addName(index, label, alpha3);
  for (const { code, alpha2, officialName } of isoCodes) if (alpha2) addName(index, officialName, code);
  for (const [alpha3, names] of Object.entries(countryVariants)) {
    for (const name of names) addName(index, name, alpha3);
  }
  for (const locale of readLocales) {
    for (const { alpha2, alpha3 } of countries) {
      const name = namesIn(locale).of(alpha2);
      if (name !== alpha2) addName(index, name, alpha3);
    }
  }
  return index;
}

let nameIndex: ReadonlyMap<string, string> | undefined;

/**
 * Reads a country as agencies write it: alpha-3 (any case), alpha-2 (capitals), or a name in one of the languages
 * above. Gives alpha-3, or undefined for what is not a country: blanks, `N/A`, `0`, ambiguous words such as "Korea".
 */
export function parseCountry(text: string): string | undefined {
  const trimmed = text.trim();
  const exact = byAlpha2.get(trimmed)?.alpha3 ?? byAlpha3.get(trimmed.toUpperCase())?.alpha3;
  if (exact) return exact;
  nameIndex ??= buildIndex();
  return nameIndex.get(foldName(trimmed).replace(/^the | the$/g, ''));
}
