import { profiles, type Instrument, type Threshold } from '../../../engines/screening/index.ts';
import type { InstrumentContent } from '../schema.ts';

/** The list as the engine scores it: one weight for whoever is screened. */
export function asInstrument(content: InstrumentContent): Instrument {
  return {
    id: content.code,
    title: content.title['en'] ?? content.code,
    version: content.instrumentVersion,
    source: content.source,
    sourceVerified: content.sourceVerified,
    dimensions: [...new Set(content.indicators.map(({ dimension }) => dimension))],
    indicators: content.indicators.map(({ code: sign, label: words, dimension, weight, verified }) => ({
      code: sign,
      label: words['en'] ?? sign,
      dimension,
      weights: Object.fromEntries(profiles.map((profile) => [profile, weight])),
      weightsVerified: verified,
      verified,
    })),
    rule: content.rule && { anyOf: content.rule.anyOf.map(thresholdOf), verified: content.rule.verified },
  };
}

/** A threshold without the counts it does not ask for. */
const thresholdOf = (need: object): Threshold => JSON.parse(JSON.stringify(need)) as Threshold;
