import { lists } from './vocabulary/lists.ts';

export type CodeListId = keyof typeof lists;

/** How a code of ours stands to a code of another standard, seen from ours. */
export type Match = 'exact' | 'close' | 'broad' | 'narrow';

export interface Mapping {
  readonly ref: string;
  readonly match: Match;
  readonly verified: boolean;
}

/** How a code is known: the custodian's page, a reproduction, a founding paper, recall, or our own addition. */
export type Evidence = 'primary' | 'secondary' | 'seed' | 'memory' | 'house';

export interface Code {
  readonly code: string;
  readonly label: string;
  readonly definition: string;
  readonly evidence: Evidence;
  readonly verified: boolean;
  readonly parent?: string | null;
  readonly maps: Readonly<Record<string, readonly Mapping[] | undefined>>;
  /** What only some lists have: bounds of age bands, weights of indicators, columns of data sets. */
  readonly [more: string]: unknown;
}

export interface CodeList {
  readonly id: string;
  readonly title: string;
  readonly codes: readonly Code[];
  readonly [more: string]: unknown;
}

/** The value is asked for and not known. In a single-valued coded field, null is "not asked". */
export const UNKNOWN = 'UNKNOWN';

/** The source holds the value and withholds it (CTDC writes `0` or `00` for a country). */
export const MASKED = 'MASKED';

/** One code's answer in a coded set. */
export type Answer = 'yes' | 'no' | 'unknown';

/** A multi-valued coded field: each code asked about has its answer; an absent code was not asked. */
export type CodedSet = Readonly<Record<string, Answer>>;

export const answers: readonly Answer[] = ['yes', 'no', 'unknown'];

export const codeListIds = Object.keys(lists) as readonly CodeListId[];

/** Whether a word from outside names one of the lists. */
export const isCodeListId = (id: string): id is CodeListId => Object.hasOwn(lists, id);

const indexes: ReadonlyMap<CodeListId, ReadonlyMap<string, Code>> = new Map(
  codeListIds.map((id) => [id, new Map(codeList(id).codes.map((code) => [code.code, code]))]),
);

/** The whole list with its title and whatever else it says of itself. */
export function codeList(id: CodeListId): CodeList {
  return lists[id] as unknown as CodeList;
}

/** The codes of a list, in its order. */
export const codesOf = (id: CodeListId): readonly Code[] => codeList(id).codes;

export const codeOf = (id: CodeListId, code: string): Code | undefined => indexes.get(id)?.get(code);

/** Whether the list itself has this code. */
export const isCode = (id: CodeListId, code: string): boolean => codeOf(id, code) !== undefined;

/** Whether a single-valued field of this list may hold the value: a code of the list, unknown or masked. */
export const isCodedValue = (id: CodeListId, value: string): boolean =>
  value === UNKNOWN || value === MASKED || isCode(id, value);

const specialLabels: ReadonlyMap<string, string> = new Map([
  [UNKNOWN, 'Unknown'],
  [MASKED, 'Withheld by the source'],
]);

/** The English label; the code itself when the list does not have it. */
export const codeLabel = (id: CodeListId, code: string): string =>
  codeOf(id, code)?.label ?? specialLabels.get(code) ?? code;

/** The code and all codes above it, nearest first: what a count by the wider code must include. */
export function withParents(id: CodeListId, code: string): readonly string[] {
  const parent = codeOf(id, code)?.parent;
  return typeof parent === 'string' ? [code, ...withParents(id, parent)] : [code];
}

const mappings = (code: Code, scheme: string): readonly Mapping[] =>
  Object.hasOwn(code.maps, scheme) ? (code.maps[scheme] ?? []) : [];

/**
 * Our codes for a code of another standard. Only exact matches are taken: reading a wider foreign code as one of
 * ours would claim more than its author said. Several results mean the standard does not tell ours apart.
 */
export const fromScheme = (id: CodeListId, scheme: string, ref: string): readonly string[] =>
  codesOf(id)
    .filter((code) => mappings(code, scheme).some((to) => to.ref === ref && to.match === 'exact'))
    .map((code) => code.code);

/** Codes of another standard that hold true of ours: the exact ones first, then the wider ones. */
export function toScheme(id: CodeListId, code: string, scheme: string): readonly string[] {
  const known = codeOf(id, code);
  if (!known) return [];
  const refs = (match: Match): string[] =>
    mappings(known, scheme)
      .filter((to) => to.match === match)
      .map((to) => to.ref);
  return [...new Set([...refs('exact'), ...refs('broad')])];
}
