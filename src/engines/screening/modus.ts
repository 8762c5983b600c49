import { modusCodes, questions, type ModusCode } from '../../words/screening/questions.ts';
import { ageView } from './age.ts';
import { codesInOrder, codesSeen, seenOf, type Interview, type Seen } from './interview.ts';

/** How it was done, in codes for statistics. */
export interface Modus {
  readonly codes: Readonly<Record<ModusCode, Seen>>;
  readonly recruiterRelations: readonly string[];
  readonly channels: readonly string[];
  readonly transitStates: readonly string[];
  readonly vesselFlags: readonly string[];
}

/** Seen where one question says so; not seen where all that ask for it say so. */
function modusSeen(interview: Interview, code: ModusCode): Seen {
  const told = questions.filter(({ modus }) => modus?.includes(code)).map(({ id }) => seenOf(interview, id));
  if (told.includes('seen')) return 'seen';
  return told.length > 0 && told.every((value) => value === 'not-seen') ? 'not-seen' : 'not-asked';
}

export const modusOf = (interview: Interview): Modus => ({
  codes: Object.fromEntries(modusCodes.map((code) => [code, modusSeen(interview, code)])) as Record<ModusCode, Seen>,
  recruiterRelations: codesSeen(interview, 'recruiter'),
  channels: codesSeen(interview, 'channel'),
  transitStates: travelled(interview),
  vesselFlags: codesSeen(interview, 'vessel-flag'),
});

/** In the order they were passed through, where it was told. */
const travelled = (interview: Interview): readonly string[] => {
  const inOrder = codesInOrder(interview, 'transit');
  return inOrder.length > 0 ? inOrder : codesSeen(interview, 'transit');
};

const isOrUnder = (code: string, parent: string): boolean => code === parent || code.startsWith(`${parent}.`);

/** What the six modes of Indonesian practice are derived from; cases give the same facts. */
export interface ModeFacts {
  readonly forms: readonly string[];
  readonly sectors: readonly string[];
  readonly recruiterRelations: readonly string[];
  readonly isChild: boolean;
  readonly crossedBorder: boolean;
  readonly isIndonesian: boolean;
}

/**
 * The six modes as national tags (seed paper 002, `indonesia-modes`): derived from coded facts, never put in. They mix
 * forms, sectors and a class of victims, so that one case may carry several.
 */
export function indonesianModes(facts: ModeFacts): readonly string[] {
  const has = (parent: string): boolean => facts.forms.some((form) => isOrUnder(form, parent));
  const fishing = facts.sectors.some((sector) => sector.startsWith('A.03'));
  const viaAgency = facts.recruiterRelations.includes('OTHER.AGENCY');
  const exploited = facts.forms.length > 0;
  return [
    ...(has('SEX') ? ['ID1'] : []),
    ...(has('MARR.BRIDE') ? ['ID2'] : []),
    ...(has('LAB.FISH') || (has('LAB') && fishing) ? ['ID3'] : []),
    ...(facts.isChild && exploited ? ['ID4'] : []),
    ...(has('LAB.MIGW') || (has('LAB') && viaAgency && facts.crossedBorder && facts.isIndonesian) ? ['ID5'] : []),
    ...(has('ORG') ? ['ID6'] : []),
  ];
}

/** The tags of an interview. */
export const modesOf = (interview: Interview): readonly string[] =>
  indonesianModes({
    forms: codesSeen(interview, 'forms'),
    sectors: [],
    recruiterRelations: codesSeen(interview, 'recruiter'),
    isChild: ageView(interview.age, interview.startedAt.slice(0, 10)).treatAs === 'child',
    crossedBorder: seenOf(interview, 'crossed-border') === 'seen',
    isIndonesian: interview.citizenship === 'IDN',
  });
