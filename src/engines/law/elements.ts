import { allOf, anyOf, type Facts, type Tri } from './facts.ts';
import { conditionOf, fieldsOf } from './conditions.ts';
import type { PreparedOffence, PreparedPack } from './compile.ts';
import { childVictim, impliedActs, toldCircumstance, type ImpliedActs, type Situation } from './situation.ts';
import type { KeyList } from './vocabulary.ts';

/** An element of an offence: shown, not shown, not known, or not asked for by the law. */
export type ElementStatus = Tri | 'not_required';

export interface Element {
  /** act, means, purpose, or the key of a further fact. */
  readonly element: string;
  readonly status: ElementStatus;
  /** Fields of the facts that decide it. */
  readonly fields: readonly (keyof Facts)[];
}

/** The law keys of one law that the facts show; null where the list was not told. */
export interface HeldKeys {
  readonly keys: ReadonlySet<string> | null;
  /** Something was told that no law here has a word for: it may be what the law means. */
  readonly foreign: boolean;
}

/** Facts as one law reads them. */
export interface Reading {
  readonly situation: Situation;
  readonly law: PreparedPack;
  readonly held: Readonly<Record<KeyList, HeldKeys>>;
  /** Acts shown by another act and the border, not told as such. */
  readonly implied: ImpliedActs;
}

export function readingOf(
  situation: Situation,
  law: PreparedPack,
  known: (list: KeyList, key: string) => boolean,
): Reading {
  const held = (list: KeyList): HeldKeys => {
    const told = situation.keys[list];
    if (told === null) return { keys: null, foreign: false };
    const keys = new Set<string>();
    for (const key of told) for (const own of law.translate[list].get(key) ?? []) keys.add(own);
    return { keys, foreign: told.some((key) => !known(list, key)) };
  };
  return {
    situation,
    law,
    held: { acts: held('acts'), means: held('means'), purposes: held('purposes') },
    implied: impliedActs(situation, law.pack.jurisdiction),
  };
}

function shown({ keys, foreign }: HeldKeys, wanted: ReadonlySet<string> | null): Tri {
  if (keys === null) return 'open';
  for (const key of keys) if (wanted === null || wanted.has(key)) return true;
  return foreign ? 'open' : false;
}

export function actOf({ held, implied }: Reading, { acts }: PreparedOffence): Tri {
  const told = shown(held.acts, acts);
  if (told === true || !acts) return told;
  if (implied.shown.some((act) => acts.has(act))) return true;
  return implied.possible.some((act) => acts.has(act)) ? 'open' : told;
}

/** Whether a means of the law was used, whatever an offence asks. */
export const meansUsed = ({ held, law }: Reading): Tri => shown(held.means, law.definition.means);

/** Whether the purpose was one of the law's; an open list takes in any form of exploitation. */
export function purposeShown({ held, law, situation }: Reading): Tri {
  const told = shown(held.purposes, law.definition.purposes);
  if (told === true || !law.openPurposes) return told;
  return situation.keys.purposes?.some((key) => law.openPurposes?.has(key)) ? true : told;
}

function custodyOrMeans(reading: Reading): Tri {
  const custody = 'breach_of_custody_of_minor';
  const others = new Set([...reading.law.definition.means].filter((key) => key !== custody));
  const child = childVictim(reading.situation, reading.law.childBelow);
  return anyOf([shown(reading.held.means, others), allOf([child, shown(reading.held.means, new Set([custody]))])]);
}

function meansOf(reading: Reading, rule: string): ElementStatus {
  if (rule === 'required') return meansUsed(reading);
  if (rule === 'required_or_custody_breach_for_minor') return custodyOrMeans(reading);
  if (rule === 'illegal_means') return illegalMeans(reading);
  if (rule !== 'not_required_for_child') return 'not_required';
  const used = meansUsed(reading);
  if (used === true) return true;
  const child = childVictim(reading.situation, reading.law.childBelow);
  if (child === true) return 'not_required';
  return child === 'open' ? 'open' : used;
}

function illegalMeans({ situation }: Reading): Tri {
  const { means } = situation.keys;
  const listed = means?.some((key) => key === 'illegal_means' || key === 'forgery' || key === 'fraud');
  return anyOf([listed ?? 'open', toldCircumstance(situation, 'illegal_means')]);
}

function purposeOf(reading: Reading, rule: string): ElementStatus {
  const told = purposeShown(reading);
  if (rule === 'required') return told;
  if (rule === 'result') return allOf([told, reading.situation.facts.exploited ?? 'open']);
  // The section names no purpose and the definition was not seen: a purpose shows it, its absence settles nothing.
  if (rule === 'not_stated_in_section') return told === true ? true : 'open';
  return 'not_required';
}

const settled = (status: ElementStatus): Tri => (status === 'not_required' ? true : status);

/** Whether the facts would make this crime, its act and its result aside. */
export function wouldFit(reading: Reading, prepared: PreparedOffence): Tri {
  const { means, purpose } = prepared.offence.elements_required;
  return allOf([
    settled(meansOf(reading, means)),
    settled(purposeOf(reading, purpose === 'result' ? 'required' : purpose)),
    ...prepared.other.map((key) => conditionOf(key, reading.situation, reading.law)),
  ]);
}

/** The crime that a dependent offence rests on, whichever of the law's crimes it is. */
function principalOf(reading: Reading): Tri {
  const principals = reading.law.principals.filter(({ offence }) => offence.applies_to === 'TIP');
  return anyOf(principals.map((one) => wouldFit(reading, one)));
}

/** Whether every element of an offence is there; stops at the first that is not. */
export function fits(reading: Reading, prepared: PreparedOffence): Tri {
  const act = actOf(reading, prepared);
  if (act === false) return false;
  const { means, purpose } = prepared.offence.elements_required;
  const statuses: Tri[] = [act];
  if (means === 'as_principal' || purpose === 'as_principal') statuses.push(principalOf(reading));
  else statuses.push(settled(meansOf(reading, means)), settled(purposeOf(reading, purpose)));
  for (const key of prepared.other) statuses.push(conditionOf(key, reading.situation, reading.law));
  return allOf(statuses);
}

/** The elements of an offence one by one, with the facts that decide each. */
export function elementsOf(reading: Reading, prepared: PreparedOffence): Element[] {
  const { means, purpose } = prepared.offence.elements_required;
  const leans = means === 'as_principal';
  const child: readonly (keyof Facts)[] = means === 'required' ? [] : ['victims'];
  return [
    { element: 'act', status: actOf(reading, prepared), fields: ['acts'] },
    {
      element: 'means',
      status: leans ? dependentMeans(reading) : shownMeans(reading, meansOf(reading, means)),
      fields: ['means', ...child],
    },
    {
      element: 'purpose',
      status: leans ? purposeShown(reading) : purposeOf(reading, purpose),
      fields: purpose === 'result' ? ['purposes', 'exploited'] : ['purposes'],
    },
    ...prepared.other.map((key) => ({
      element: key,
      status: conditionOf(key, reading.situation, reading.law),
      fields: fieldsOf(key),
    })),
  ];
}

/** A means that was used is said, also where the law does not ask for one. */
function shownMeans(reading: Reading, status: ElementStatus): ElementStatus {
  return status === 'not_required' && meansUsed(reading) === true ? true : status;
}

function dependentMeans(reading: Reading): ElementStatus {
  const rules = reading.law.principals.map(({ offence }) => meansOf(reading, offence.elements_required.means));
  if (rules.includes(true)) return true;
  if (principalOf(reading) === true && rules.includes('not_required')) return 'not_required';
  return rules.includes('open') ? 'open' : false;
}
