import type { Facts, Tri } from './facts.ts';
import { allOf, anyOf, given } from './facts.ts';
import type { Readings } from './pack.ts';
import type { KeyList } from './vocabulary.ts';

/** Facts made ready for many laws: what does not depend on a law is worked out once. */
export interface Situation {
  readonly facts: Facts;
  readonly date: string | null;
  readonly keys: Readonly<Record<KeyList, readonly string[] | null>>;
  readonly circumstances: ReadonlySet<string> | null;
  readonly readings: Readings;
}

export function situationOf(facts: Facts, date: string | null, readings: Readings): Situation {
  return {
    facts,
    date: date ?? facts.date_of_offence ?? null,
    keys: { acts: facts.acts ?? null, means: facts.means ?? null, purposes: facts.purposes ?? null },
    circumstances: facts.circumstances ? new Set(facts.circumstances) : null,
    readings,
  };
}

const namesByReadings = new WeakMap<Readings, Map<string, readonly string[]>>();

/** Names under which a circumstance may be told: its own, those it is one of, and other names of the same thing. */
function namesOf(readings: Readings, key: string): readonly string[] {
  let table = namesByReadings.get(readings);
  if (!table) namesByReadings.set(readings, (table = new Map<string, readonly string[]>()));
  const found = table.get(key);
  if (found) return found;
  const names = [key, ...(readings.one_of[key] ?? [])];
  const same = Object.entries(readings.same_circumstance)
    .filter(([, others]) => others.some((other) => names.includes(other)))
    .map(([name]) => name);
  const all = [...new Set([...names, ...same])];
  table.set(key, all);
  return all;
}

/** The circumstances of the facts that stand for this key: the key itself, or another name of the same thing. */
export function standingFor({ circumstances, readings }: Situation, key: string): readonly string[] {
  if (circumstances === null || circumstances.size === 0) return [];
  return namesOf(readings, key).filter((name) => circumstances.has(name));
}

/** A circumstance as it was told: an unasked list leaves it open, a list without it says no. */
export function toldCircumstance(situation: Situation, key: string): Tri {
  if (situation.circumstances === null) return 'open';
  return standingFor(situation, key).length > 0;
}

/** Whether a victim is in this age, both ends included; ages not known leave it open. */
export function victimAged({ facts }: Situation, from: number, to: number): Tri {
  if (!facts.victims) return 'open';
  return anyOf(facts.victims.map(({ age }) => (age === null || age === undefined ? 'open' : age >= from && age <= to)));
}

/** Whether a victim is a child under this law. A told child victim is one whatever the ages say or leave out. */
export function childVictim(situation: Situation, below: number): Tri {
  if (situation.circumstances?.has('child_victim')) return true;
  return situation.facts.victims?.length ? victimAged(situation, 0, below - 0.001) : 'open';
}

/** Whether a victim is grown up under this law. */
export function adultVictim(situation: Situation, from: number): Tri {
  const aged = victimAged(situation, from, 200);
  return aged === 'open' && situation.circumstances?.has('child_victim') && situation.facts.victims?.length === 1
    ? false
    : aged;
}

export function victimStatus({ facts }: Situation): Tri {
  if (!facts.victims) return 'open';
  return anyOf(facts.victims.map(({ tip_victim }) => given(tip_victim)));
}

export function isCitizenOf({ facts }: Situation, country: string): Tri {
  if (!facts.victims) return 'open';
  return anyOf(facts.victims.map(({ citizenship }) => (citizenship ? citizenship === country : 'open')));
}

/** Acts that other facts show without naming them, and those they may come to show. */
export interface ImpliedActs {
  readonly shown: readonly string[];
  readonly possible: readonly string[];
}

const noneImplied: ImpliedActs = { shown: [], possible: [] };

/**
 * What moving a person over a border is in the words of border offences: into the country or out of it, by where the person
 * is exploited; and, where the entry was illegal, bringing in. As long as border, place or entry are not known, it may be.
 */
export function impliedActs({ facts, readings }: Situation, country: string): ImpliedActs {
  const moving = readings.same_act['moving'] ?? [];
  if (facts.crossed_border === false || !facts.acts?.some((act) => moving.includes(act))) return noneImplied;
  const crossed = given(facts.crossed_border);
  const inside: Tri = facts.place_of_exploitation ? facts.place_of_exploitation === country : 'open';
  const acts: readonly (readonly [string, Tri])[] = [
    ['bring_into_country', allOf([crossed, inside])],
    ['take_out_of_country', allOf([crossed, inside === 'open' ? inside : !inside])],
    ...(readings.same_act['smuggling'] ?? []).map(
      (act) => [act, allOf([crossed, given(facts.illegal_entry)])] as const,
    ),
  ];
  const being = (status: Tri): string[] => acts.filter(([, is]) => is === status).map(([act]) => act);
  return { shown: being(true), possible: being('open') };
}
