import type { Catalogue } from '../schema.ts';

const usual = { source: 'unodc', indicator: 'detected-victims' } as const;

/** The source a reader most likely wants first: counts of victims by country and year. */
export const usualSource = (sources: Catalogue['sources']): Catalogue['sources'][number] | undefined =>
  sources.find(({ source }) => source === usual.source) ?? sources[0];

/** The indicator a reader most likely wants first. */
export const usualIndicator = (indicators: readonly string[]): string | undefined =>
  indicators.includes(usual.indicator) ? usual.indicator : indicators[0];
