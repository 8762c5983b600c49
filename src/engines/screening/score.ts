import type { Indicator, Instrument, Profile, Threshold, Weight } from './instruments.ts';
import type { Interview } from './interview.ts';
import { indicatorSeen } from './signs.ts';

/** How far the signs go. `not-asked` is no answer at all: it is never shown as "none". */
export const levels = ['not-asked', 'none', 'some', 'strong'] as const;
export type Level = (typeof levels)[number];
export const higher = (one: Level, other: Level): Level => (levels.indexOf(one) >= levels.indexOf(other) ? one : other);

export interface Sign {
  readonly code: string;
  readonly label: string;
  readonly weight: Weight | null;
  readonly verified: boolean;
}
export interface DimensionResult {
  readonly dimension: string;
  readonly level: Level;
  readonly seen: readonly Sign[];
  readonly notSeen: number;
  readonly notAsked: number;
}
/** Why an instrument gives no score: it publishes no threshold, or the weights of the profile were not seen. */
export type NoScore =
  | { readonly why: 'no-threshold' }
  | { readonly why: 'weights-missing'; readonly profile: Profile; readonly missing: number; readonly of: number };
export interface InstrumentResult {
  readonly instrument: string;
  readonly version: string;
  readonly profile: Profile | null;
  readonly scored: boolean;
  readonly refusal: NoScore | null;
  readonly level: Level;
  readonly dimensions: readonly DimensionResult[];
  /** What of the instrument itself was not verified: shown with every figure. */
  readonly unverified: readonly ('source' | 'indicators' | 'weights' | 'rule')[];
}

/** Whether counts of strong, medium and weak signs reach a threshold. A stronger sign stands in for a weaker one. */
function reaches(count: Readonly<Record<Weight, number>>, need: Threshold): boolean {
  const strong = need.strong ?? 0;
  const medium = need.medium ?? 0;
  const weak = (need.weak ?? 0) + (need.mediumOrWeak ?? 0);
  const leftStrong = count.strong - strong;
  if (leftStrong < 0) return false;
  const leftMedium = leftStrong + count.medium - medium;
  return leftMedium >= 0 && leftMedium + count.weak >= weak;
}

const ruleFor = (instrument: Instrument, profile: Profile): NoScore | readonly Threshold[] => {
  if (!instrument.rule) return { why: 'no-threshold' };
  const listed = instrument.indicators.filter(({ weights }) => profile in weights);
  const missing = listed.filter(({ weights }) => weights[profile] === null).length;
  return missing > 0 || listed.length === 0
    ? { why: 'weights-missing', profile, missing, of: listed.length }
    : instrument.rule.anyOf;
};

function dimensionResult(
  instrument: Instrument,
  interview: Pick<Interview, 'answers'>,
  dimension: string,
  profile: Profile,
  rule: readonly Threshold[] | null,
): DimensionResult {
  const own = instrument.indicators.filter(
    (indicator) => indicator.dimension === dimension && (rule === null || profile in indicator.weights),
  );
  const states = own.map((indicator) => ({ indicator, seen: indicatorSeen(interview, instrument, indicator.code) }));
  const seen = states.filter((state) => state.seen === 'seen').map(({ indicator }) => signOf(indicator, profile, rule));
  const weighed = (weight: Weight): number => seen.filter((sign) => sign.weight === weight).length;
  const count = { strong: weighed('strong'), medium: weighed('medium'), weak: weighed('weak') };
  const notAsked = states.filter((state) => state.seen === 'not-asked').length;
  const level = (): Level => {
    if (rule?.some((need) => reaches(count, need))) return 'strong';
    if (seen.length > 0) return 'some';
    return notAsked === own.length ? 'not-asked' : 'none';
  };
  return { dimension, level: level(), seen, notSeen: own.length - notAsked - seen.length, notAsked };
}

const signOf = (indicator: Indicator, profile: Profile, rule: readonly Threshold[] | null): Sign => ({
  code: indicator.code,
  label: indicator.label,
  weight: rule === null ? null : (indicator.weights[profile] ?? null),
  verified: indicator.verified,
});

/**
 * What one instrument says of an interview, for a profile. Refuses to score a profile whose weights were not all seen,
 * and then lists the signs. Strong indications by the ILO/EC indicators: an adult needs a positive dimension of
 * recruitment with exploitation and coercion at destination, a child exploitation with an act (ILO/EC 2009 as told by
 * the account the vocabulary names; its weights and rule are marked unverified).
 */
export function scoreInstrument(
  instrument: Instrument,
  interview: Pick<Interview, 'answers'>,
  profile: Profile,
  actSeen: boolean,
): InstrumentResult {
  const found = ruleFor(instrument, profile);
  const rule = 'why' in found ? null : found;
  const dimensions = instrument.dimensions.map((dimension) =>
    dimensionResult(instrument, interview, dimension, profile, rule),
  );
  return {
    instrument: instrument.id,
    version: instrument.version,
    profile: instrument.rule ? profile : null,
    scored: rule !== null,
    refusal: 'why' in found ? found : null,
    level: overall(instrument, dimensions, profile, actSeen, rule !== null),
    dimensions,
    unverified: unverifiedOf(instrument, rule !== null),
  };
}

function overall(
  instrument: Instrument,
  dimensions: readonly DimensionResult[],
  profile: Profile,
  actSeen: boolean,
  scored: boolean,
): Level {
  const strong = new Set(dimensions.filter(({ level }) => level === 'strong').map(({ dimension }) => dimension));
  if (scored && (instrument.combination === 'ilo-delphi' ? delphi(strong, profile, actSeen) : strong.size > 0))
    return 'strong';
  const most = dimensions.reduce<Level>((level, dimension) => higher(level, dimension.level), 'not-asked');
  return most === 'strong' ? 'some' : most;
}

function delphi(strong: ReadonlySet<string>, profile: Profile, actSeen: boolean): boolean {
  if (!strong.has('exploitation')) return false;
  const brought = ['deceptive_recruitment', 'coercive_recruitment', 'abuse_vulnerability_recruitment'].some((key) =>
    strong.has(key),
  );
  return profile.startsWith('child') ? actSeen || brought : brought && strong.has('coercion_destination');
}

function unverifiedOf(instrument: Instrument, scored: boolean): InstrumentResult['unverified'] {
  return [
    ...(instrument.sourceVerified ? [] : (['source'] as const)),
    ...(instrument.indicators.every(({ verified }) => verified) ? [] : (['indicators'] as const)),
    ...(scored && !instrument.indicators.every(({ weightsVerified }) => weightsVerified) ? (['weights'] as const) : []),
    ...(scored && instrument.rule && !instrument.rule.verified ? (['rule'] as const) : []),
  ];
}
