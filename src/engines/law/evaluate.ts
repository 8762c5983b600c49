import { barsOf, covers, type Bar } from './bars.ts';
import { judge, type Outcome } from './choose.ts';
import type { Law, PreparedOffence, PreparedPack } from './compile.ts';
import { corporation } from './conditions.ts';
import { readingOf } from './elements.ts';
import type { Facts, Tri } from './facts.ts';
import { flagsOf } from './flags.ts';
import type { OffenceClass } from './pack.ts';
import { chargeOf, elementsMet, type Charge, type ElementsMet, type ListedOffence } from './result.ts';
import { situationOf, toldCircumstance, type Situation } from './situation.ts';
import { knownKeys, type KeyList } from './vocabulary.ts';

/** TIP, SOM, both or neither; undetermined where facts that are not known could still show one. */
export type Verdict = 'TIP' | 'SOM' | 'both' | 'neither' | 'undetermined';

/** The result of data/law/facts.md, with what it leaves to the engine's own account beside it. */
export interface Result {
  readonly classification: readonly string[];
  readonly classification_by_pack?: Readonly<Record<string, readonly string[]>>;
  readonly verdict: Verdict;
  /** Classes that facts not known could still show. */
  readonly undetermined: readonly string[];
  /** attempt, organised, corporate, official: how the crime was committed. */
  readonly variants: readonly string[];
  readonly elements_met: ElementsMet;
  readonly offences: readonly ListedOffence[];
  readonly alternatives: readonly ListedOffence[];
  readonly not_in_force: readonly string[];
  readonly victim_bars: readonly string[];
  readonly liable?: Tri;
  readonly bars?: readonly string[];
  readonly additional_measures: readonly string[];
  readonly flags: readonly string[];
}

/** A result with all that stands behind it, for reasons, questions and the screen. */
export interface Evaluation {
  readonly result: Result;
  readonly situation: Situation;
  readonly outcomes: readonly Outcome[];
  readonly charges: readonly Charge[];
  readonly bars: readonly Bar[];
}

export interface EvaluateOptions {
  /** Laws to apply; all when left out. */
  readonly packs?: readonly string[] | null | undefined;
  /** Day of the act, in place of the one among the facts. */
  readonly date?: string | null | undefined;
}

const knownBy = new WeakMap<Law, Record<KeyList, ReadonlySet<string>>>();

/** Law keys that some law here has a word for. */
function knownIn(law: Law, list: KeyList, key: string): boolean {
  let known = knownBy.get(law);
  if (!known) {
    const keys = (one: KeyList) => knownKeys(law.sources, one);
    known = { acts: keys('acts'), means: keys('means'), purposes: keys('purposes') };
    knownBy.set(law, known);
  }
  return known[list].has(key);
}

/** What the laws say of the facts on the day of the act. An aid to preparation, never advice; unknown stays unknown. */
export function evaluate(law: Law, facts: Facts, options: EvaluateOptions = {}): Evaluation {
  const situation = situationOf(facts, options.date ?? null, law.sources.readings);
  const chosen = (options.packs ?? [...law.packs.keys()]).flatMap((id) => law.packs.get(id) ?? []);
  const known = (list: KeyList, key: string): boolean => knownIn(law, list, key);
  const outcomes = chosen
    .map((pack) => judge(readingOf(situation, pack, known)))
    .toSorted((a, b) => (a.law.pack.id < b.law.pack.id ? -1 : 1));
  const classes = new Set(outcomes.flatMap((outcome) => [...outcome.classes]));
  const bars = barsOf(outcomes, situation);
  const all = outcomes.flatMap((outcome) => outcome.listed.map((one) => chargeOf(outcome, one)));
  const victim = facts.person_role === 'victim';
  const jurisdictions = new Map(outcomes.map(({ law: one }) => [one.pack.id, one.pack.jurisdiction]));
  const barred = (pack: PreparedPack, { offence }: PreparedOffence): Tri =>
    standing(bars, pack, offence.id, jurisdictions);
  const charges = victim ? all.filter(({ outcome, prepared }) => barred(outcome.law, prepared) !== true) : all;
  const judged = { outcomes, charges, bars, classes: victim ? classesOf(charges, classes) : classes };
  const result: Result = {
    ...classified(outcomes, judged.classes, situation),
    elements_met: elementsMet(outcomes),
    offences: charges.map(({ listed }) => listed),
    alternatives: outcomes.flatMap((outcome) => outcome.alternatives.map((one) => chargeOf(outcome, one).listed)),
    not_in_force: outcomes.flatMap(({ lapsed }) => lapsed.map(({ pack, offence }) => `${pack}/${offence.id}`)),
    victim_bars: victimBars(bars, victim ? all.filter((one) => !charges.includes(one)) : []),
    ...(victim ? liability(charges, bars, barred, outcomes) : {}),
    additional_measures: measuresOf(charges),
    flags: flagsOf(judged),
  };
  return { result, situation, outcomes, charges, bars };
}

function standing(
  bars: readonly Bar[],
  pack: PreparedPack,
  offence: string,
  jurisdictions: ReadonlyMap<string, string>,
): Tri {
  const covering = bars.filter((bar) => covers(bar, pack, offence, jurisdictions));
  if (covering.some(({ status }) => status === true)) return true;
  return covering.some(({ status }) => status === 'open') ? 'open' : false;
}

const classesOf = (charges: readonly Charge[], classes: ReadonlySet<OffenceClass>): ReadonlySet<OffenceClass> =>
  new Set([...classes].filter((one) => charges.some(({ prepared }) => prepared.offence.applies_to === one)));

type Classified = Pick<Result, 'classification' | 'classification_by_pack' | 'verdict' | 'undetermined' | 'variants'>;

function classified(
  outcomes: readonly Outcome[],
  classes: ReadonlySet<OffenceClass>,
  situation: Situation,
): Classified {
  const open = new Set(outcomes.flatMap(({ undetermined }) => [...undetermined]).filter((one) => !classes.has(one)));
  const byPack = outcomes
    .filter(({ law }) => law.offences.length > 0)
    .map((outcome) => [outcome.law.pack.id, names(outcome.classes).filter((one) => classes.has(one))] as const);
  const differ = new Set(byPack.map(([, found]) => found.join())).size > 1;
  return {
    classification: names(classes),
    ...(differ ? { classification_by_pack: Object.fromEntries(byPack) } : {}),
    verdict: verdictOf(classes, open),
    undetermined: names(open),
    variants: variantsOf(classes, situation),
  };
}

/** Trafficking, then smuggling, then the rest. */
const order: readonly OffenceClass[] = ['TIP', 'SOM', 'document', 'obstruction', 'corporate', 'official'];
const names = (classes: ReadonlySet<OffenceClass>): OffenceClass[] => order.filter((one) => classes.has(one));

function verdictOf(classes: ReadonlySet<OffenceClass>, open: ReadonlySet<OffenceClass>): Verdict {
  const [tip, som] = [classes.has('TIP'), classes.has('SOM')];
  if (tip || som) return tip && som ? 'both' : tip ? 'TIP' : 'SOM';
  return open.has('TIP') || open.has('SOM') ? 'undetermined' : 'neither';
}

function variantsOf(classes: ReadonlySet<OffenceClass>, situation: Situation): string[] {
  if (!classes.has('TIP') && !classes.has('SOM')) return [];
  const { facts } = situation;
  const told: readonly (readonly [string, boolean])[] = [
    ['attempt', facts.acts?.includes('attempt') ?? false],
    ['organised', facts.offender?.organised_group === true || toldCircumstance(situation, 'organised_group') === true],
    ['corporate', corporation(situation) === true],
    ['official', facts.offender?.kind === 'official' || toldCircumstance(situation, 'public_official') === true],
  ];
  return told.filter(([, is]) => is).map(([name]) => name);
}

/** Offences that cannot be held against a victim: those the bars name, and those of the facts that a bar took away. */
function victimBars(bars: readonly Bar[], taken: readonly Charge[]): string[] {
  const named = bars
    .filter(({ status, offences }) => status === true && offences !== null)
    .flatMap(({ pack, offences }) => (offences ?? []).map((id) => `${pack}/${id}`));
  return [...new Set([...named, ...taken.map(({ listed }) => `${listed.pack}/${listed.offence}`)])].toSorted();
}

function liability(
  charges: readonly Charge[],
  bars: readonly Bar[],
  barred: (pack: PreparedPack, one: PreparedOffence) => Tri,
  outcomes: readonly Outcome[],
): { liable: Tri; bars: string[] } {
  const holding = bars.filter(({ status }) => status === true).map(({ pack, article }) => `${pack}/${article}`);
  const standingCharges = charges.map(({ outcome, prepared }) => barred(outcome.law, prepared));
  const unsettled = holding.length === 0 && outcomes.some(({ undetermined }) => undetermined.size > 0);
  const open = standingCharges.includes('open') || unsettled;
  return { liable: standingCharges.includes(false) ? true : open ? 'open' : false, bars: holding.toSorted() };
}

function measuresOf(charges: readonly Charge[]): string[] {
  const measures = charges.flatMap(({ sentence, outcome: { law, reading } }) => [
    ...sentence.applied.flatMap(({ aggravation }) => aggravation.additional_measures ?? []),
    ...(reading.situation.facts.offender?.kind === 'corporation'
      ? (reading.situation.readings.corporate[law.pack.id]?.additional_measures ?? [])
      : []),
    ...(sentence.applied.some(({ aggravation }) => aggravation.condition === 'public_official')
      ? (reading.situation.readings.official[law.pack.id]?.additional_measures ?? [])
      : []),
  ]);
  return [...new Set(measures)].toSorted();
}
