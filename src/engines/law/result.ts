import type { Outcome } from './choose.ts';
import type { PreparedOffence } from './compile.ts';
import { conditionOf } from './conditions.ts';
import { elementsOf, meansUsed, purposeShown, type ElementStatus } from './elements.ts';
import type { OffenceClass } from './pack.ts';
import { fractionOfPrincipal, isAsserted, sentence, type PenaltyRange, type Sentence } from './penalties.ts';
import { wouldFit } from './elements.ts';
import { anyOf } from './facts.ts';
import type { Reading } from './elements.ts';

/** An offence that the facts make out, as data/law/facts.md prints it. */
export interface ListedOffence {
  readonly pack: string;
  readonly offence: string;
  readonly aggravations: readonly string[];
  /** Empty where a treaty sets none, or where the figures may not be named. */
  readonly penalties: readonly PenaltyRange[];
  readonly penalty_not_asserted?: true;
}

/** A listed offence with what stands behind its penalty. */
export interface Charge {
  readonly listed: ListedOffence;
  readonly prepared: PreparedOffence;
  readonly outcome: Outcome;
  readonly sentence: Sentence;
}

/** The charge of an offence: aggravations, and the penalty where its figures may be named. */
export function chargeOf(outcome: Outcome, prepared: PreparedOffence): Charge {
  const { offence, pack } = prepared;
  const base = basePenalty(outcome.reading, prepared);
  const worked = corporateManager(outcome, sentence(outcome.reading, prepared, base.penalty));
  const treaty = offence.penalty.combination === 'treaty_sets_none';
  const asserted = base.asserted && isAsserted(outcome.law, prepared, worked.applied, outcome.reading.situation.date);
  const listed: ListedOffence = {
    pack,
    offence: offence.id,
    aggravations: worked.aggravations,
    penalties: treaty || !asserted ? [] : worked.penalties,
    ...(treaty || asserted ? {} : { penalty_not_asserted: true as const }),
  };
  return { listed, prepared, outcome, sentence: worked };
}

/** Its own penalty, or the fraction of the principal's that the law refers to. */
function basePenalty(reading: Reading, prepared: PreparedOffence) {
  const own = { penalty: prepared.offence.penalty, asserted: true };
  if (typeof prepared.offence.penalty_ref !== 'object') return own;
  const fitting = reading.law.principals.filter((one) => wouldFit(reading, one) === true);
  const [principal] = fitting.toSorted((a, b) => b.other.length - a.other.length || a.order - b.order);
  const part = principal && fractionOfPrincipal(prepared.offence.penalty_ref, principal.offence.penalty);
  if (!part || !principal) return { ...own, asserted: false };
  return { penalty: part, asserted: isAsserted(reading.law, principal, [], reading.situation.date) };
}

/** Where a law puts the penalty of a corporation on those who manage it. */
function corporateManager({ reading, law }: Outcome, worked: Sentence): Sentence {
  const falls = reading.situation.readings.corporate[law.pack.id]?.falls_on;
  if (falls !== 'manager' || reading.situation.facts.offender?.kind !== 'corporation') return worked;
  return { ...worked, penalties: worked.penalties.map((range) => ({ ...range, subject: 'manager' as const })) };
}

/** Elements of the crime itself, over all evaluated laws: the best that any of them sees. */
export type ElementsMet = Readonly<Record<string, ElementStatus>>;

const defines = ({ law }: Outcome, klass: OffenceClass): boolean =>
  law.principals.some(({ offence }) => offence.applies_to === klass);

export function elementsMet(outcomes: readonly Outcome[]): ElementsMet {
  const trafficking = outcomes.filter((outcome) => defines(outcome, 'TIP'));
  const smuggling = outcomes.filter((outcome) => defines(outcome, 'SOM'));
  const { tip, som } = sides(outcomes);
  const conduct = tip ? traffickingElements(trafficking) : separateElements(outcomes);
  return { ...conduct, ...(som ? smugglingElements(smuggling) : {}) };
}

/** Laws on both crimes show the elements of the one that the facts speak of; laws on one always show theirs. */
function sides(outcomes: readonly Outcome[]): { tip: boolean; som: boolean } {
  const only = (klass: OffenceClass, other: OffenceClass): boolean =>
    outcomes.some((outcome) => defines(outcome, klass) && !defines(outcome, other));
  const mixed = outcomes.some((outcome) => defines(outcome, 'TIP') && defines(outcome, 'SOM'));
  const { benefit, illegal_entry, means, purposes } = outcomes[0]?.reading.situation.facts ?? {};
  const speaks = {
    tip: (means?.length ?? 0) + (purposes?.length ?? 0) > 0,
    som: (benefit ?? illegal_entry) !== undefined,
  };
  const silent = !speaks.tip && !speaks.som;
  return {
    tip: only('TIP', 'SOM') || (mixed && (speaks.tip || silent)),
    som: only('SOM', 'TIP') || (mixed && (speaks.som || silent)),
  };
}

function traffickingElements(outcomes: readonly Outcome[]): ElementsMet {
  const met = outcomes.flatMap((outcome) => best(outcome).map((prepared) => elementsOf(outcome.reading, prepared)));
  const border = outcomes.some(({ law }) => law.pack.elements.cross_border_required === true);
  const crossing = outcomes.map(({ reading, law }) => conditionOf('cross_border', reading.situation, law));
  const seen = met.length > 0 ? met : outcomes.map(definitionOf);
  const of = (name: string): ElementStatus =>
    strongest(seen.map((elements) => elements.find(({ element }) => element === name)?.status ?? false));
  return {
    act: of('act'),
    means: of('means'),
    purpose: of('purpose'),
    ...(border ? { cross_border: anyOf(crossing) } : {}),
  };
}

/** The offences that speak for a law: trafficking first, then whatever else it lists. */
function best({ listed, lapsed }: Outcome): readonly PreparedOffence[] {
  const trafficking = [...listed, ...lapsed.filter(({ continued }) => continued)].filter(
    ({ offence, extension }) => offence.applies_to === 'TIP' || extension,
  );
  return trafficking.length > 0 ? trafficking : listed.filter(({ offence }) => offence.applies_to !== 'SOM');
}

/** Where nothing fits: the definition of the law, with the easiest of its rules on means. */
function definitionOf({ law, reading }: Outcome) {
  const [first] = law.principals.filter(({ namesActs, offence }) => !namesActs && offence.applies_to === 'TIP');
  const elements = first ? elementsOf(reading, first) : [];
  const rules = law.principals
    .filter(({ namesActs, offence }) => !namesActs && offence.applies_to === 'TIP')
    .flatMap((one) => elementsOf(reading, one).filter(({ element }) => element === 'means'));
  return [
    { element: 'act', status: elements.find(({ element }) => element === 'act')?.status ?? namedAct(law, reading) },
    { element: 'means', status: rules.length > 0 ? weakest(rules.map(({ status }) => status)) : meansUsed(reading) },
    { element: 'purpose', status: purposeShown(reading) },
  ];
}

function namedAct({ principals }: Outcome['law'], reading: Reading): ElementStatus {
  return strongest(
    principals.flatMap((one) =>
      elementsOf(reading, one)
        .slice(0, 1)
        .map(({ status }) => status),
    ),
  );
}

/** A law that asks for a means at all: not met before not required, which only speaks for victims it covers. */
const weakest = (statuses: readonly ElementStatus[]): ElementStatus =>
  statuses.includes(true)
    ? true
    : statuses.includes('open')
      ? 'open'
      : statuses.includes(false)
        ? false
        : 'not_required';

const strongest = (statuses: readonly ElementStatus[]): ElementStatus => {
  if (statuses.includes(true)) return true;
  if (statuses.includes('not_required')) return 'not_required';
  return statuses.includes('open') ? 'open' : false;
};

function smugglingElements(outcomes: readonly Outcome[]): ElementsMet {
  const of = (key: string) => anyOf(outcomes.map(({ reading, law }) => conditionOf(key, reading.situation, law)));
  return { benefit: of('benefit'), illegal_entry: of('illegal_entry'), cross_border: of('cross_border') };
}

/** Laws that only know conduct of its own, such as forging a document. */
function separateElements(outcomes: readonly Outcome[]): ElementsMet {
  const seen = outcomes.flatMap(({ listed, reading }) =>
    listed.filter(({ offence }) => offence.applies_to !== 'SOM').map((one) => elementsOf(reading, one)),
  );
  return seen.length > 0
    ? { act: strongest(seen.flatMap((elements) => elements.slice(0, 1).map(({ status }) => status))) }
    : {};
}
