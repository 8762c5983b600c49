import { given, type Tri } from './facts.ts';
import type { Outcome } from './choose.ts';
import type { PreparedPack } from './compile.ts';
import type { VictimRight } from './pack.ts';
import { victimStatus, type Situation } from './situation.ts';

/** A rule by which an offence cannot be held against a victim. */
export interface Bar {
  readonly pack: string;
  readonly article: string;
  readonly key: string;
  readonly status: Tri;
  readonly verified: boolean;
  /** Offences it covers, as ids of its pack; null: whatever offence the victim was brought to. */
  readonly offences: readonly string[] | null;
}

/** Bars of the evaluated laws, with whether the facts bring each to bear. */
export function barsOf(outcomes: readonly Outcome[], situation: Situation): Bar[] {
  return outcomes.flatMap(({ law, classes }) => {
    const rights = law.pack.victim_rights.filter(isBar).map((right) => ({
      pack: law.pack.id,
      article: right.article,
      key: right.key,
      status: statusOf(right, situation, outcomes),
      verified: right.verified === true,
      offences: right.bars ?? null,
    }));
    return [...rights, ...smuggledBar(law, classes.has('SOM'))];
  });
}

const isBar = ({ effect }: VictimRight): boolean => effect?.kind === 'bar';

/** Migrants are not liable for having been smuggled: it covers their part in the smuggling, nothing else. */
function smuggledBar({ pack, principals }: PreparedPack, smuggled: boolean): Bar[] {
  const right = pack.victim_rights.find(({ key }) => key === 'no_migrant_liability');
  if (!right) return [];
  const offences = principals.filter(({ offence }) => offence.applies_to === 'SOM').map(({ offence }) => offence.id);
  return [
    {
      pack: pack.id,
      article: right.article,
      key: right.key,
      status: smuggled,
      verified: right.verified === true,
      offences,
    },
  ];
}

function statusOf({ condition }: VictimRight, situation: Situation, outcomes: readonly Outcome[]): Tri {
  if (condition === 'compelled_by_trafficker') return given(situation.facts.compelled_by_trafficker);
  const status = victimStatus(situation);
  if (status === true) return true;
  const shown = outcomes.some(({ classes }) => classes.has('TIP') || classes.has('SOM'));
  if (shown) return true;
  return situation.facts.person_role === 'victim' && status !== false ? true : status;
}

/** Whether a bar covers an offence of a pack: its own ones by id, or any of the same country when it names none. */
export function covers(
  bar: Bar,
  law: PreparedPack,
  offence: string,
  jurisdictions: ReadonlyMap<string, string>,
): boolean {
  if (bar.offences) return bar.pack === law.pack.id && bar.offences.includes(offence);
  return jurisdictions.get(bar.pack) === law.pack.jurisdiction;
}
