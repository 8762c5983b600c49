import type { ListedOffence, PenaltyRange, Result } from '../../../engines/law/index.ts';

/** In what two laws can differ to the good or the harm of who is judged, or of the victim. */
const aspects = ['prisonMax', 'prisonMin', 'fineMax', 'fineMin'] as const;
type Aspect = (typeof aspects)[number];
export type Milder = 'of-act' | 'of-today';

/** One thing the two laws say differently. */
export type LawDifference =
  | {
      readonly aspect: Aspect;
      readonly subject: PenaltyRange['subject'];
      /** Months or units of the currency; null: the law names no figure. Infinity is death, the largest number life. */
      readonly atAct: number | null;
      readonly today: number | null;
      readonly currency: string | null;
      /** Which is the lower; null where one names no figure, or they are in two currencies. */
      readonly milder: Milder | null;
    }
  | {
      /** Offences not held against a victim; measures beside the penalty: those that only one of the laws has. */
      readonly aspect: 'bars' | 'measures';
      readonly atAct: readonly string[];
      readonly today: readonly string[];
      readonly milder: Milder | null;
    };

/** Charges that the law of the act and a later law do not have in common, and all in which they differ. */
export interface LaterLaw {
  readonly ofAct: readonly ListedOffence[];
  readonly ofToday: readonly ListedOffence[];
  readonly differences: readonly LawDifference[];
  /**
   * `mixed`: one law is lower in one thing and the other in another. Null where a penalty is not asserted, a charge has no
   * counterpart or a figure is not named: a lawyer compares.
   */
  readonly milder: Milder | 'alike' | 'mixed' | null;
}

/** A maximum of life, above every term and below death. */
export const LIFE = Number.MAX_SAFE_INTEGER;

/**
 * The same facts under the law of the act and under a later law, for the rule that the more favourable law applies after a
 * change (Criminal Code of Indonesia art. 3(1)): the range of imprisonment, the fine, what cannot be held against a victim, and
 * what may be ordered besides, for each who can be punished. An aid for a lawyer, who looks at more than that. Null where the
 * two laws say the same.
 */
export function laterLaw(act: Result, today: Result): LaterLaw | null {
  const [ofAct, ofToday] = [without(act.offences, today.offences), without(today.offences, act.offences)];
  const differences = [
    ...penaltyDifferences(ofAct, ofToday),
    ...setDifference('bars', act.victim_bars, today.victim_bars),
    ...setDifference('measures', act.additional_measures, today.additional_measures),
  ];
  if (ofAct.length === 0 && ofToday.length === 0 && differences.length === 0) return null;
  return { ofAct, ofToday, differences, milder: areComparable(ofAct, ofToday) ? milderOf(differences) : null };
}

function without(own: readonly ListedOffence[], other: readonly ListedOffence[]): ListedOffence[] {
  const said = new Set(other.map((one) => JSON.stringify(one)));
  return own.filter((one) => !said.has(JSON.stringify(one)));
}

/** Each side has a charge where the other has one, and the figures of all may be named. */
const areComparable = (ofAct: readonly ListedOffence[], ofToday: readonly ListedOffence[]): boolean =>
  ofAct.length > 0 === ofToday.length > 0 && [...ofAct, ...ofToday].every(({ penalties }) => penalties.length > 0);

function milderOf(differences: readonly LawDifference[]): LaterLaw['milder'] {
  const sides = new Set(differences.map(({ milder }) => milder));
  if (sides.size === 0) return 'alike';
  if (sides.has(null)) return null;
  return sides.size > 1 ? 'mixed' : ([...sides][0] ?? null);
}

function penaltyDifferences(ofAct: readonly ListedOffence[], ofToday: readonly ListedOffence[]): LawDifference[] {
  const [old, present] = [rangesOf(ofAct), rangesOf(ofToday)];
  const subjects = (['natural', 'manager', 'corporation'] as const).filter(
    (subject) => old.some((one) => one.subject === subject) && present.some((one) => one.subject === subject),
  );
  return subjects.flatMap((subject) => {
    const [own, other] = [old, present].map((ranges) => ranges.filter((one) => one.subject === subject));
    return aspects.flatMap((aspect) => difference(aspect, subject, own ?? [], other ?? []));
  });
}

const rangesOf = (charges: readonly ListedOffence[]): PenaltyRange[] => charges.flatMap(({ penalties }) => penalties);

function difference(
  aspect: Aspect,
  subject: PenaltyRange['subject'],
  old: readonly PenaltyRange[],
  present: readonly PenaltyRange[],
): LawDifference[] {
  const [then, now] = [heaviest(aspect, old), heaviest(aspect, present)];
  const isFine = aspect === 'fineMax' || aspect === 'fineMin';
  const currencies = new Set(isFine ? [...old, ...present].map(({ fine }) => fine.currency) : [null]);
  if (then === now && currencies.size === 1) return [];
  const [currency] = [...currencies];
  const milder = then === null || now === null || currencies.size > 1 ? null : then < now ? 'of-act' : 'of-today';
  return [
    { aspect, subject, atAct: then, today: now, currency: currencies.size === 1 ? (currency ?? null) : null, milder },
  ];
}

/** The heaviest of the charges; null where one of them names no figure. */
function heaviest(aspect: Aspect, ranges: readonly PenaltyRange[]): number | null {
  const values = ranges.map(({ imprisonment_months: months, fine }) => {
    if (aspect === 'prisonMax') return months.death ? Infinity : months.life ? LIFE : months.max;
    return aspect === 'prisonMin' ? months.min : aspect === 'fineMax' ? fine.max : fine.min;
  });
  const known = values.filter((value) => value !== null);
  return known.length === 0 || known.length < values.length ? null : Math.max(...known);
}

/** More that cannot be held against a victim is the milder; more that may be ordered besides is the heavier. */
function setDifference(
  aspect: 'bars' | 'measures',
  first: readonly string[],
  second: readonly string[],
): LawDifference[] {
  const [then, now] = [first.filter((one) => !second.includes(one)), second.filter((one) => !first.includes(one))];
  if (then.length === 0 && now.length === 0) return [];
  const [more, less] = aspect === 'bars' ? (['of-act', 'of-today'] as const) : (['of-today', 'of-act'] as const);
  return [
    {
      aspect,
      atAct: then,
      today: now,
      milder: then.length > 0 && now.length > 0 ? null : then.length > 0 ? more : less,
    },
  ];
}
