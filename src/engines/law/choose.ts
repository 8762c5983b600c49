import { corporation } from './conditions.ts';
import { within, type PreparedOffence, type PreparedPack } from './compile.ts';
import { fits, readingOf, type Reading } from './elements.ts';
import type { Tri } from './facts.ts';
import type { OffenceClass } from './pack.ts';
import { situationOf } from './situation.ts';

/** An offence held against the facts. */
export interface Finding {
  readonly prepared: PreparedOffence;
  /** Whether its elements are there, whatever the date. */
  readonly status: Tri;
  readonly inForce: Tri;
}

/** What one law says of the facts. */
export interface Outcome {
  readonly law: PreparedPack;
  readonly reading: Reading;
  readonly findings: readonly Finding[];
  /** The offences that describe the facts best, one for each crime. */
  readonly listed: readonly PreparedOffence[];
  readonly alternatives: readonly PreparedOffence[];
  /** Offences that fit but were not in force on the day. */
  readonly lapsed: readonly PreparedOffence[];
  /** Classes that are shown, and those that more facts could still show. */
  readonly classes: ReadonlySet<OffenceClass>;
  readonly undetermined: ReadonlySet<OffenceClass>;
}

/** Holds every offence of one law against the facts and chooses those to list. */
export function judge(reading: Reading): Outcome {
  const { law, situation } = reading;
  const findings = law.offences.map((prepared) => ({
    prepared,
    status: fits(reading, prepared),
    inForce: inForce(prepared, situation.date),
  }));
  const having = (dated: boolean): PreparedOffence[] =>
    withoutGeneral(
      findings.filter(({ status, inForce: day }) => status === true && day === dated).map(({ prepared }) => prepared),
    );
  const met = having(true);
  const lapsed = having(false);
  const { listed, alternatives } = choose(reading, met);
  const classes = new Set(
    [...met, ...lapsed.filter(({ continued, part }) => continued && part === 'principal' && packInForce(reading))].map(
      ({ offence }) => offence.applies_to,
    ),
  );
  const undetermined = findings
    .filter(({ status, inForce: day }) => (status === 'open' && day !== false) || (status === true && day === 'open'))
    .map(({ prepared }) => prepared.offence.applies_to)
    .filter((one) => !classes.has(one));
  return { law, reading, findings, listed, alternatives, lapsed, classes, undetermined: new Set(undetermined) };
}

const packInForce = ({ law, situation }: Reading): boolean =>
  situation.date !== null && within(law.span, situation.date);

/** Whether an offence was law on the day; open when the day is not known. */
function inForce({ spans }: PreparedOffence, day: string | null): Tri {
  return day === null ? 'open' : spans.every((span) => within(span, day));
}

/** Where a general offence and the one with its result both fit, the result stands for both. */
function withoutGeneral(met: readonly PreparedOffence[]): PreparedOffence[] {
  const general = new Set(met.map((one) => one.general));
  return met.filter(({ offence }) => !general.has(offence.id));
}

interface Choice {
  readonly listed: readonly PreparedOffence[];
  readonly alternatives: readonly PreparedOffence[];
}

function choose(reading: Reading, met: readonly PreparedOffence[]): Choice {
  const ranked = met.toSorted((a, b) => compareRank(rank(reading, a), rank(reading, b)) || a.order - b.order);
  const listed: PreparedOffence[] = [];
  const alternatives: PreparedOffence[] = [];
  for (const one of ranked) {
    const rivals = listed.filter((other) => compete(one, other));
    (rivals.length === 0 || reachesFurther(reading, one, rivals) ? listed : alternatives).push(one);
  }
  return withLiability(reading, listed, alternatives);
}

/** Facts that say the crime was not finished, or that another committed it: the offence that says so describes them best. */
const dependentRoles: ReadonlySet<string> = new Set(['attempt', 'aid', 'abet']);

/** The most specific first: what part was played, acts named, further facts, means. */
function rank({ held, situation }: Reading, { acts, namesActs, other, part, offence }: PreparedOffence): number[] {
  const told = [...(held.acts.keys ?? [])].some((act) => acts?.has(act));
  const chosen = situation.keys.acts?.some((act) => dependentRoles.has(act) && acts?.has(act)) ?? false;
  const named = namesActs && (told || situation.facts.intent_to_exploit_at_entry === true);
  return [
    namesActs && chosen ? 1 : 0,
    part === 'dependent' ? 0 : 1,
    named ? 1 : 0,
    other.length,
    offence.elements_required.means.startsWith('required') ? 1 : 0,
  ];
}

function compareRank(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) if (value !== (b[at] ?? 0)) return (b[at] ?? 0) - value;
  return 0;
}

/** Offences that describe one and the same crime; conduct of its own competes only over the same act. */
function compete(one: PreparedOffence, other: PreparedOffence): boolean {
  if (one.offence.applies_to !== other.offence.applies_to) return false;
  if (one.part !== 'separate' && other.part !== 'separate') return true;
  return [...(one.acts ?? [])].some((act) => other.acts?.has(act)) && one.part === other.part;
}

/** Whether an offence covers a victim whom the chosen ones do not, as where one is a child and another grown up. */
function reachesFurther(reading: Reading, one: PreparedOffence, chosen: readonly PreparedOffence[]): boolean {
  const { facts, readings, date } = reading.situation;
  const victims = facts.victims ?? [];
  if (one.part !== 'principal' || new Set(victims.map(({ age }) => age)).size < 2) return false;
  return victims.some((victim) => {
    const child = victim.age !== null && victim.age !== undefined && victim.age < reading.law.childBelow;
    const circumstances = facts.circumstances?.filter((key) => key !== 'child_victim' || child);
    const alone = situationOf({ ...facts, victims: [victim], circumstances }, date, readings);
    const seen = readingOf(alone, reading.law, () => true);
    return fits(seen, one) === true && chosen.every((other) => fits(seen, other) !== true);
  });
}

/** Where a corporation acted and the law has sections of their own for it and its managers, these are listed instead. */
function withLiability(reading: Reading, listed: PreparedOffence[], alternatives: PreparedOffence[]): Choice {
  if (corporation(reading.situation) !== true) return { listed, alternatives };
  const plain = listed.filter(
    ({ offence, part, aggravations }) =>
      part !== 'separate' &&
      (offence.applies_to === 'TIP' || offence.applies_to === 'SOM') &&
      !aggravations.some(({ condition }) => condition === 'corporation'),
  );
  const { managers } = reading.situation.facts.offender ?? {};
  const sections = reading.law.extensions.filter(
    (one) =>
      one.offence.applies_to === 'corporate' &&
      inForce(one, reading.situation.date) === true &&
      namesFigure(one) &&
      (one.offence.penalty.subject === 'corporation' || (managers !== 0 && managers !== false)),
  );
  if (plain.length === 0 || sections.length === 0) return { listed, alternatives };
  return {
    listed: [...listed.filter((one) => !plain.includes(one)), ...sections],
    alternatives: [...plain, ...alternatives],
  };
}

function namesFigure({ offence: { penalty } }: PreparedOffence): boolean {
  const { imprisonment, fine } = penalty;
  return imprisonment.max_months !== null || imprisonment.life || fine.max !== null;
}
