import type { FigureDraft } from './draft.ts';
import { totals } from './layouts/figure-reader.ts';
import { readArea, readYear } from './reading.ts';

const indicators = {
  CountryOfExploitation: 'identified-victims-exploited-in',
  citizenship: 'identified-victims-of',
} as const;
const sexes: Readonly<Record<string, string>> = { Female: 'Female', Male: 'Male' };

/**
 * Counts k-anonymised records of identified victims by year of registration and country, of exploitation and of citizenship,
 * and by sex. Countries that the publisher masked (0) or left blank stand under no country and are left out.
 */
export function countRecords(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  { source, release }: { source: string; release: string },
): FigureDraft[] {
  const at = (name: string): number => columns.indexOf(name);
  const counts = new Map<string, FigureDraft>();
  for (const values of rows) {
    const year = readYear(values[at('yearOfRegistration')] ?? '');
    if (year === undefined) continue;
    for (const column of ['CountryOfExploitation', 'citizenship'] as const) {
      const code = values[at(column)] ?? '';
      const place = code === '' || code === '0' ? undefined : readArea(code, undefined, false);
      if (!place?.known) continue;
      for (const sex of ['total', sexes[values[at('gender')] ?? '']]) {
        if (sex === undefined) continue;
        const key = `${column} ${place.area} ${year} ${sex}`;
        const known = counts.get(key)?.value ?? 0;
        counts.set(key, {
          kind: 'figure',
          source,
          release,
          indicator: indicators[column],
          area: place.area,
          areaName: '',
          year,
          ...totals,
          sex,
          unit: 'persons',
          value: known + 1,
          censoredBelow: null,
          code: null,
          dated: null,
          printed: String(known + 1),
          times: 1,
        });
      }
    }
  }
  return [...counts.values()];
}
