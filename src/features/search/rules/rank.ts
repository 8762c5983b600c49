import { distance } from 'fastest-levenshtein';
import {
  detectScript,
  foldName,
  nameTokens,
  phoneticKeys,
  tokenSimilarity,
  type NameToken,
} from '../../../engines/shared/names/index.ts';
import { phoneForms, plainNumber } from '../rules.ts';
import type { ReasonFound } from '../schema.ts';
import { foundGroups, groupOf, type FoundGroup, type FoundKind } from '../schema/kinds.ts';

/** What a hit says, before it is ranked. */
export interface FoundRow {
  readonly kind: FoundKind;
  readonly id: string;
  readonly caseId: string;
  readonly recordId: string | null;
  readonly text: string;
  readonly detail: string | null;
}

/** A hit with its judgement. */
interface Ranked extends FoundRow {
  readonly score: number;
  readonly reason: ReasonFound;
}
interface RankedGroup {
  readonly group: FoundGroup;
  readonly hits: readonly Ranked[];
  readonly more: boolean;
}

interface Judged {
  readonly score: number;
  readonly reason: ReasonFound;
}

const leastScore = 0.55;
/** How much of a long text is shown around the first word found. */
const around = 70;

/** Judges each row against what was asked, leaves out what is too far, and puts the rest into groups, best first. */
export function rankFound(
  asked: string,
  rows: readonly FoundRow[],
  limit: number,
  groups: readonly FoundGroup[],
): RankedGroup[] {
  const tokens = nameTokens(asked);
  const hits = rows.flatMap((row): Ranked[] => {
    const judged = judge(asked, tokens, row);
    if (judged.score < leastScore) return [];
    const text = groupOf[row.kind] === 'texts' ? excerptOf(row.text, asked) : row.text.slice(0, 300);
    return [{ ...row, ...judged, text }];
  });
  hits.sort((a, b) => b.score - a.score || a.text.length - b.text.length || (a.id < b.id ? -1 : 1));
  return foundGroups
    .filter((group) => groups.includes(group))
    .map((group) => {
      const own = onceEach(hits.filter((hit) => groupOf[hit.kind] === group));
      return { group, hits: own.slice(0, limit), more: own.length > limit };
    })
    .filter(({ hits: own }) => own.length > 0);
}

/** A record of a person once, by its best name. */
function onceEach(hits: readonly Ranked[]): Ranked[] {
  const seen = new Set<string>();
  return hits.filter((hit) => {
    const key = hit.kind === 'name' ? `name ${hit.recordId ?? hit.id}` : `${hit.kind} ${hit.id}`;
    return seen.has(key) ? false : Boolean(seen.add(key));
  });
}

function judge(asked: string, tokens: readonly NameToken[], row: FoundRow): Judged {
  switch (row.kind) {
    case 'name':
    case 'organisation':
      return judgeName(asked, tokens, row.text);
    case 'suspect':
      return bestOf(
        row.text.split(' · ').flatMap((part) => [judgeName(asked, tokens, part), judgeNumber(asked, part)]),
      );
    case 'document':
    case 'case':
      return bestOf(row.text.split(' · ').map((part) => judgeNumber(asked, part)));
    case 'contact':
      return bestOf([judgeNumber(asked, row.text), judgeText(asked, row.text)]);
    case 'summary':
    case 'note':
    case 'attachment':
    case 'task':
      return judgeText(asked, row.text);
  }
}

function bestOf(judged: readonly Judged[]): Judged {
  return judged.reduce((best, one) => (one.score > best.score ? one : best), { score: 0, reason: 'letters' });
}

function judgeName(asked: string, tokens: readonly NameToken[], name: string): Judged {
  const folded = foldName(asked);
  const own = foldName(name);
  if (own === folded) return { score: 1, reason: detectScript(asked) === detectScript(name) ? 'same' : 'script' };
  const begins = own.startsWith(folded) || ` ${own}`.includes(` ${folded}`);
  const likeness = tokenSimilarity(tokens, nameTokens(name));
  if (begins) return { score: Math.max(likeness, 0.9), reason: 'begins' };
  const typed = tokens.every((token) => ` ${own}`.includes(` ${token.latin}`));
  if (typed) return { score: Math.max(likeness, 0.85), reason: 'begins' };
  if (detectScript(asked) !== detectScript(name)) return { score: likeness, reason: 'script' };
  const keys = phoneticKeys(name);
  const sounds = phoneticKeys(asked).some((key) => keys.includes(key));
  const squeezed = nameTokens(name)
    .map((token) => token.latin)
    .join('');
  const joined = tokens.map((token) => token.latin).join('') === squeezed;
  return { score: joined ? 0.95 : likeness, reason: sounds || joined ? 'sounds' : 'letters' };
}

function judgeNumber(asked: string, number: string): Judged {
  const own = plainNumber(number);
  const wanted = plainNumber(asked);
  const ownForms = [own, ...phoneForms(number)];
  const wantedForms = [wanted, ...phoneForms(asked)];
  if (wanted === '' || own === '') return { score: 0, reason: 'number' };
  if (ownForms.some((form) => wantedForms.includes(form))) return { score: 1, reason: 'number' };
  if (ownForms.some((form) => wantedForms.some((typed) => form.startsWith(typed))))
    return { score: 0.9, reason: 'begins' };
  if (own.includes(wanted)) return { score: 0.8, reason: 'number' };
  const likest = Math.max(...ownForms.flatMap((form) => wantedForms.map((typed) => likenessOfNumbers(form, typed))));
  return { score: 0.5 + 0.4 * likest, reason: 'letters' };
}

/** Numbers one slip apart are nearer than any that have pairs of digits in common. */
function likenessOfNumbers(a: string, b: string): number {
  const apart = distance(a, b);
  const isTurned = apart === 2 && a.length === b.length && sortedLetters(a) === sortedLetters(b);
  return apart === 1 || isTurned ? 0.9 : 0.8 * shared(a, b);
}
const sortedLetters = (text: string): string => text.split('').toSorted().join('');

/** The share of pairs of neighbouring letters two numbers have in common (Dice). */
function shared(a: string, b: string): number {
  const pairs = (text: string): string[] =>
    Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
  const left = pairs(a);
  const right = pairs(b);
  const common = left.filter((pair) => right.includes(pair)).length;
  return left.length + right.length === 0 ? 0 : (2 * Math.min(common, right.length)) / (left.length + right.length);
}

function judgeText(asked: string, text: string): Judged {
  const words = new Set(foldName(text).split(' '));
  const wanted = foldName(asked)
    .split(' ')
    .filter((word) => word.length >= 2);
  const all = Array.from(words);
  const found = wanted.filter((word) => words.has(word) || all.some((one) => one.startsWith(word)));
  return { score: wanted.length > 0 && found.length === wanted.length ? 0.8 : 0, reason: 'words' };
}

/** The text around the first word asked for; the beginning where it stands in another script. */
function excerptOf(text: string, asked: string): string {
  const flat = text.replaceAll(/\s+/g, ' ');
  const words = asked.trim().toLowerCase().split(/\s+/);
  const at = words.map((word) => flat.toLowerCase().indexOf(word)).find((found) => found >= 0) ?? 0;
  const from = Math.max(0, at - around);
  const to = Math.min(flat.length, at + 2 * around);
  return `${from > 0 ? '… ' : ''}${flat.slice(from, to)}${to < flat.length ? ' …' : ''}`;
}
