import type { Law } from './compile.ts';
import { translation, type KeyList } from './vocabulary.ts';
import type { LawPack, Offence } from './pack.ts';
import type { Result } from './evaluate.ts';

/** What one law has and another has not, and what both have under names of their own. */
export interface ListComparison {
  readonly both: readonly string[];
  /** Same thing, other name: the first law's key and the second's. */
  readonly alike: readonly { readonly first: string; readonly second: readonly string[] }[];
  readonly onlyFirst: readonly string[];
  readonly onlySecond: readonly string[];
}

export interface LawComparison {
  readonly first: string;
  readonly second: string;
  readonly elements: Readonly<Record<KeyList, ListComparison>>;
  readonly childMeansRequired: readonly [boolean | null, boolean | null];
  readonly consentRelevant: readonly [boolean | null, boolean | null];
  readonly crossBorderRequired: readonly [boolean, boolean];
  readonly offences: readonly [readonly Offence[], readonly Offence[]];
}

/** Two laws side by side, for cooperation between states: elements, the rule for children, offences with penalties. */
export function compareLaws(law: Law, first: LawPack, second: LawPack): LawComparison {
  const list = (name: KeyList): ListComparison => compareLists(law, first, second, name);
  const crime = ({ applies_to }: Offence): boolean => applies_to === 'TIP' || applies_to === 'SOM';
  return {
    first: first.id,
    second: second.id,
    elements: { acts: list('acts'), means: list('means'), purposes: list('purposes') },
    childMeansRequired: [first.elements.child_means_required, second.elements.child_means_required],
    consentRelevant: [first.elements.consent_relevant ?? null, second.elements.consent_relevant ?? null],
    crossBorderRequired: [
      first.elements.cross_border_required ?? false,
      second.elements.cross_border_required ?? false,
    ],
    offences: [first.offences.filter(crime), second.offences.filter(crime)],
  };
}

function compareLists(law: Law, first: LawPack, second: LawPack, name: KeyList): ListComparison {
  const own = first.elements[name];
  const other = second.elements[name];
  const table = translation(second, name, law.sources);
  const alike = own
    .filter((key) => !other.includes(key))
    .map((key) => ({ first: key, second: (table.get(key) ?? []).filter((one) => other.includes(one)) }))
    .filter((pair) => pair.second.length > 0);
  const matched = new Set(alike.flatMap((pair) => pair.second));
  return {
    both: own.filter((key) => other.includes(key)),
    alike,
    onlyFirst: own.filter((key) => !other.includes(key) && !alike.some((pair) => pair.first === key)),
    onlySecond: other.filter((key) => !own.includes(key) && !matched.has(key)),
  };
}

/** What a later evaluation says otherwise than an earlier one of the same case. */
export interface ResultChange {
  readonly part: 'classification' | 'offences' | 'penalties' | 'flags';
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The parts in which two results differ; none when they say the same. */
export function differences(before: Result, after: Result): ResultChange[] {
  const offences = ({ offences: listed }: Result): string[] =>
    listed.map(({ pack, offence, aggravations }) => [`${pack}/${offence}`, ...aggravations].join(' + '));
  const penalties = ({ offences: listed }: Result): string[] =>
    listed.map(({ pack, offence, penalties: ranges, penalty_not_asserted: withheld }) =>
      JSON.stringify([`${pack}/${offence}`, withheld ?? ranges]),
    );
  const parts: readonly (readonly [ResultChange['part'], (result: Result) => readonly string[]])[] = [
    ['classification', ({ classification }) => classification],
    ['offences', offences],
    ['penalties', penalties],
    ['flags', ({ flags }) => flags],
  ];
  return parts
    .map(([part, of]) => ({ part, before: of(before), after: of(after) }))
    .filter((one) => one.before.join('\n') !== one.after.join('\n'));
}
