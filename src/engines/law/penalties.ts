import { aggravatingOf } from './conditions.ts';
import type { PreparedOffence, PreparedPack } from './compile.ts';
import type { Reading } from './elements.ts';
import type { Tri } from './facts.ts';
import { add, asNumber, compare, fraction, multiply, whole, type Fraction } from './fraction.ts';
import type { Aggravation, Penalty } from './pack.ts';
import { standingFor } from './situation.ts';

/** Whose penalty. */
export type Subject = 'natural' | 'manager' | 'corporation';

/** A range as a law states it: null means that it names no figure. Months of imprisonment; a fine in the law's currency. */
export interface PenaltyRange {
  readonly subject: Subject;
  readonly imprisonment_months: {
    readonly min: number | null;
    readonly max: number | null;
    readonly life: boolean;
    readonly death: boolean;
  };
  readonly fine: { readonly min: number | null; readonly max: number | null; readonly currency: string | null };
}

/** An aggravation of an offence and whether its circumstance is there. */
export interface Weighed {
  readonly aggravation: Aggravation;
  readonly status: Tri;
  /** The circumstances that stand for it, as they were told. */
  readonly told: readonly string[];
}

/** What comes of the penalty of an offence. */
export interface Sentence {
  readonly aggravations: readonly string[];
  readonly applied: readonly Weighed[];
  readonly penalties: readonly PenaltyRange[];
  readonly capped: boolean;
  readonly stacked: boolean;
  /** The range before anything aggravates it, exact. */
  readonly steps: readonly string[];
}

interface Amounts {
  readonly min: Fraction | null;
  readonly max: Fraction | null;
  readonly life: boolean;
  readonly death: boolean;
  readonly fineMin: Fraction | null;
  readonly fineMax: Fraction | null;
  readonly currency: string | null;
}

/** The aggravations an offence lists, each with whether it is there. */
export function weigh(reading: Reading, { aggravations }: PreparedOffence): Weighed[] {
  const { situation, law } = reading;
  return aggravations.map((aggravation) => {
    const { condition, conditions = [] } = aggravation;
    const named = [condition, ...conditions];
    const statuses = named.map((key) => aggravatingOf(key, situation, law));
    const status = statuses.includes(true) ? true : statuses.includes('open') ? 'open' : false;
    const told = [...new Set(named.flatMap((key) => standingFor(situation, key)))];
    return { aggravation, status, told: told.length > 0 ? told : [condition] };
  });
}

/**
 * The penalty by the conventions of data/law/FORMAT.md: fractions are summed on the unaggravated penalty, on both ends of
 * imprisonment and fine; then fixed terms are capped; a whole new penalty beats fractions; exact throughout.
 */
export function sentence(reading: Reading, prepared: PreparedOffence, base = prepared.offence.penalty): Sentence {
  const there = weigh(reading, prepared).filter(({ status }) => status === true);
  const replacing = heaviest(there);
  const adding = replacing.length > 0 ? [] : there.filter(({ aggravation }) => aggravation.effect.kind === 'add');
  const other = there.filter(({ aggravation: { effect } }) => effect.kind !== 'add' && effect.kind !== 'replace');
  const first = replacing[0]?.aggravation.effect;
  const start = amountsOf(first?.kind === 'replace' ? first.penalty : base);
  const cap = reading.law.pack.penalty_rules?.fixed_term_cap_months;
  const raised = raise(start, adding);
  const { amounts, capped } = adding.length > 0 ? capAt(raised, cap) : { amounts: raised, capped: false };
  const applied = [...replacing, ...adding, ...other];
  return {
    aggravations: [...new Set(applied.flatMap(({ told }) => told))].toSorted(),
    applied,
    penalties: rangesFor(reading, prepared, amounts, other),
    capped,
    stacked: adding.length > 1,
    steps: stepsOf(start, adding, amounts, capped),
  };
}

/** Of several whole new penalties the heaviest holds; those that lead to the same one all count. */
function heaviest(there: readonly Weighed[]): Weighed[] {
  const replacing = there.filter(({ aggravation }) => aggravation.effect.kind === 'replace');
  const weight = ({ aggravation: { effect } }: Weighed): number =>
    effect.kind === 'replace' ? severity(effect.penalty) : 0;
  const most = Math.max(...replacing.map(weight));
  return replacing.filter((one) => weight(one) === most);
}

/** Orders penalties by their maximum: death, life, months. */
export function severity({ imprisonment: { max_months, life, death } }: Penalty): number {
  if (death) return 1e6;
  return life ? 1e5 : (max_months ?? 0);
}

const exact = (value: number | null): Fraction | null => (value === null ? null : whole(value));

function amountsOf({ imprisonment: { min_months, max_months, life, death }, fine }: Penalty): Amounts {
  return {
    min: exact(min_months),
    max: exact(max_months),
    life,
    death,
    fineMin: exact(fine.min),
    fineMax: exact(fine.max),
    currency: fine.currency,
  };
}

function raise(amounts: Amounts, adding: readonly Weighed[]): Amounts {
  const sum = (target: string): Fraction =>
    adding.reduce((total, { aggravation: { effect } }) => {
      if (effect.kind !== 'add' || !effect.targets.some((one) => one === target)) return total;
      return add(total, fraction(effect.factor_num, effect.factor_den));
    }, whole(1));
  const by = (value: Fraction | null, target: string): Fraction | null => (value ? multiply(value, sum(target)) : null);
  return {
    ...amounts,
    min: by(amounts.min, 'imprisonment_min'),
    max: by(amounts.max, 'imprisonment_max'),
    fineMin: by(amounts.fineMin, 'fine_min'),
    fineMax: by(amounts.fineMax, 'fine_max'),
  };
}

function capAt(amounts: Amounts, cap: number | undefined): { amounts: Amounts; capped: boolean } {
  if (cap === undefined) return { amounts, capped: false };
  const least = (value: Fraction | null): Fraction | null =>
    value && compare(value, whole(cap)) > 0 ? whole(cap) : value;
  const capped = [amounts.min, amounts.max].some((value) => value !== null && compare(value, whole(cap)) > 0);
  return { amounts: { ...amounts, min: least(amounts.min), max: least(amounts.max) }, capped };
}

function rangesFor(
  reading: Reading,
  { offence }: PreparedOffence,
  amounts: Amounts,
  other: readonly Weighed[],
): PenaltyRange[] {
  const managers = reading.situation.facts.offender?.managers;
  const multiplied = other.flatMap(({ aggravation: { effect } }) => (effect.kind === 'multiply' ? [effect] : []));
  const corporate = multiplied.find(({ subject }) => subject === 'corporation');
  if (offence.applies_to === 'corporate') return [rangeOf(corporateSubject(offence.penalty), amounts)];
  if (!corporate) return [rangeOf('natural', times(amounts, multiplied))];
  const fine = times({ ...amounts, min: null, max: null, life: false, death: false }, [corporate]);
  const manager = managers === 0 || managers === false ? [] : [rangeOf('manager', amounts)];
  return [...manager, rangeOf('corporation', fine)];
}

/** A corporate offence punishes the corporation where it names it or sets a fine alone, otherwise who manages it. */
function corporateSubject({ subject, combination }: Penalty): Subject {
  return subject === 'corporation' || combination === 'fine_only' ? 'corporation' : 'manager';
}

interface Multiplier {
  readonly factor_num: number;
  readonly factor_den: number;
  readonly targets: readonly string[];
}

function times(amounts: Amounts, multiplied: readonly Multiplier[]): Amounts {
  return multiplied.reduce((total, { factor_num, factor_den, targets }) => {
    const by = (value: Fraction | null, target: string): Fraction | null =>
      value && targets.includes(target) ? multiply(value, fraction(factor_num, factor_den)) : value;
    return {
      ...total,
      min: by(total.min, 'imprisonment_min'),
      max: by(total.max, 'imprisonment_max'),
      fineMin: by(total.fineMin, 'fine_min'),
      fineMax: by(total.fineMax, 'fine_max'),
    };
  }, amounts);
}

const shownAmount = (value: Fraction | null): number | null => (value ? asNumber(value) : null);

function rangeOf(subject: Subject, { min, max, life, death, fineMin, fineMax, currency }: Amounts): PenaltyRange {
  return {
    subject,
    imprisonment_months: { min: shownAmount(min), max: shownAmount(max), life, death },
    fine: { min: shownAmount(fineMin), max: shownAmount(fineMax), currency },
  };
}

function stepsOf(start: Amounts, adding: readonly Weighed[], end: Amounts, capped: boolean): string[] {
  const range = ({ min, max }: Amounts): string => `${shownAmount(min) ?? '-'}..${shownAmount(max) ?? '-'}`;
  const added = adding.flatMap(({ aggravation: { article, effect } }) =>
    effect.kind === 'add' ? [`+${effect.factor_num}/${effect.factor_den} (${article})`] : [],
  );
  return [range(start), ...added, ...(adding.length > 0 ? [`= ${range(end)}${capped ? ' (cap)' : ''}`] : [])];
}

/** A penalty that is a fraction of the principal's: exact, or at most so much. */
export function fractionOfPrincipal(reference: unknown, principal: Penalty): Penalty | null {
  if (typeof reference !== 'object' || reference === null) return null;
  const { kind, factor_num: num, factor_den: den } = reference as Record<string, unknown>;
  if (typeof num !== 'number' || typeof den !== 'number') return null;
  const part = (value: number | null): number | null => (value === null ? null : asNumber(fraction(value * num, den)));
  const least = (value: number | null): number | null =>
    kind === 'at_most_fraction_of_principal' ? null : part(value);
  const { imprisonment, fine } = principal;
  return {
    ...principal,
    imprisonment: {
      ...imprisonment,
      min_months: least(imprisonment.min_months),
      max_months: part(imprisonment.max_months),
    },
    fine: { ...fine, min: least(fine.min), max: part(fine.max) },
  };
}

/** Whether the figures may be named: read in the text, and the law still the one that was read. */
export function isAsserted(
  law: PreparedPack,
  prepared: PreparedOffence,
  applied: readonly Weighed[],
  date: string | null,
): boolean {
  const { penalty_verified, qualified_penalty_verified } = prepared.offence;
  if (law.reviewFrom !== null && (date === null || date >= law.reviewFrom)) return false;
  const changing = applied.filter(({ aggravation: { effect } }) => effect.kind === 'replace' || effect.kind === 'add');
  if (changing.some(({ aggravation }) => aggravation.verified !== undefined && aggravation.verified !== true))
    return false;
  const replaced = changing.some(({ aggravation: { effect } }) => effect.kind === 'replace');
  return penalty_verified === true || (replaced && qualified_penalty_verified === true);
}
