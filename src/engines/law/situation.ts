import type { Facts, Tri } from './facts.ts';
import { anyOf, given } from './facts.ts';
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

/** The circumstances of the facts that stand for this key: the key itself, or another name of the same thing. */
export function standingFor({ circumstances, readings }: Situation, key: string): string[] {
  if (circumstances === null) return [];
  const names = [key, ...(readings.one_of[key] ?? [])];
  const same = Object.entries(readings.same_circumstance)
    .filter(([, others]) => others.some((other) => names.includes(other)))
    .map(([name]) => name);
  return [...new Set([...names, ...same])].filter((name) => circumstances.has(name));
}

/** A circumstance as it was told: an unasked list leaves it open, a list without it says no. */
export function toldCircumstance(situation: Situation, key: string): Tri {
  if (situation.circumstances === null) return 'open';
  return situation.circumstances.has(key) || standingFor(situation, key).length > 0;
}

/** Whether a victim is in this age, both ends included; ages not known leave it open. */
export function victimAged({ facts }: Situation, from: number, to: number): Tri {
  if (!facts.victims) return 'open';
  return anyOf(facts.victims.map(({ age }) => (age === null || age === undefined ? 'open' : age >= from && age <= to)));
}

/** Whether a victim is a child under this law. A told child victim is one whatever the ages say or leave out. */
export function childVictim(situation: Situation, below: number): Tri {
  if (situation.circumstances?.has('child_victim')) return true;
  return victimAged(situation, 0, below - 0.001);
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

/**
 * What moving a person over a border is in the words of border offences: into the country or out of it, by where the person
 * is exploited; and, where the entry was illegal, bringing in.
 */
export function impliedActs({ facts, readings }: Situation, country: string): readonly string[] {
  const moving = readings.same_act['moving'] ?? [];
  if (facts.crossed_border !== true || !facts.acts?.some((act) => moving.includes(act))) return [];
  const place = facts.place_of_exploitation;
  const border = place ? [place === country ? 'bring_into_country' : 'take_out_of_country'] : [];
  return facts.illegal_entry === true ? [...border, ...(readings.same_act['smuggling'] ?? [])] : border;
}
