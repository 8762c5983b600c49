import { kindOfHeading, relativeOf, type FieldKind } from '../../../engines/linkage/index.ts';
import { UNKNOWN, type CodeListId } from '../../../words/codes.ts';
import { parseCountry } from '../../../words/countries.ts';
import { foldName } from '../../../words/fold.ts';
import { likeness } from '../problems.ts';
import type { ProposedColumn } from '../schema.ts';
import type { RowProblem } from '../target.ts';
import { readCountry, readPlace } from './cells.ts';
import { orderOf, readDate } from './dates.ts';
import { fieldOf, listFields, runningNumbers, type Field } from './fields.ts';
import { codesOfWord, isUnknown, wordsIn } from './values.ts';

const SAMPLES_SHOWN = 5;
const VALUES_SHOWN = 100;

interface Guess {
  readonly field: string | null;
  readonly confidence: number;
  readonly reason: string;
}

/** How Palermo would read the columns of a list it has never seen, by their names and by what is in them. */
export function proposeMapping(columns: readonly string[], sample: readonly (readonly string[])[]): ProposedColumn[] {
  const guessed = columns.map((column, at) => {
    const cells = sample.map((row) => (row[at] ?? '').trim()).filter((cell) => !isUnknown(cell));
    return { column, cells, guess: guessColumn(column, cells) };
  });
  const taken = new Map<string, number>();
  for (const { guess } of guessed) {
    if (guess.field !== null) taken.set(guess.field, Math.max(taken.get(guess.field) ?? 0, guess.confidence));
  }
  const given = new Set<string>();
  return guessed.map(({ column, cells, guess }) => {
    const samples = [...new Set(cells)].slice(0, SAMPLES_SHOWN).map((cell) => cell.slice(0, 100));
    if (
      guess.field !== null &&
      fieldOf(guess.field)?.many !== true &&
      (given.has(guess.field) || guess.confidence < (taken.get(guess.field) ?? 0))
    ) {
      return {
        column,
        field: null,
        confidence: 0,
        reason: `Another column fits “${fieldOf(guess.field)?.label ?? guess.field}” as well or better.`,
        samples,
      };
    }
    if (guess.field !== null) given.add(guess.field);
    return { column, ...guess, samples, ...howToRead(guess.field, cells) };
  });
}

function guessColumn(column: string, cells: readonly string[]): Guess {
  const folded = foldName(column);
  if (runningNumbers.has(folded))
    return { field: null, confidence: 1, reason: 'A running number says nothing of the row.' };
  const named = byName(folded) ?? byOtherScript(column);
  if (named && contradicts(named.field, cells)) {
    return (
      byContent(cells) ?? {
        field: null,
        confidence: 0,
        reason: `The name says “${fieldOf(named.field ?? '')?.label ?? ''}”, but the cells do not look like it.`,
      }
    );
  }
  return (
    named ??
    byContent(cells) ?? { field: null, confidence: 0, reason: 'Neither the name nor the cells say what it is.' }
  );
}

function byName(folded: string): Guess | undefined {
  let best: Guess | undefined;
  for (const { id, label, names } of listFields) {
    for (const name of names) {
      const score = nameScore(folded, name);
      if (score > (best?.confidence ?? 0.65)) {
        best = {
          field: id,
          confidence: score,
          reason:
            score === 1
              ? `“${name}” is a usual name for “${label}”.`
              : `The name is close to “${name}”, a usual name for “${label}”.`,
        };
      }
    }
  }
  return best;
}

const fieldOfKind: Partial<Record<FieldKind | 'skip', string>> = {
  fullName: 'name.full',
  given: 'name.given',
  surname: 'name.family',
  sex: 'person.sex',
  dateOfBirth: 'birth.date',
  phone: 'contact.phone',
  email: 'contact.email',
};

/** A heading in another language or script, as the linkage of records knows them; of the person, not of a relative. */
function byOtherScript(column: string): Guess | undefined {
  const kind = kindOfHeading(column);
  const id = kind === undefined || relativeOf(column) !== 'person' ? undefined : fieldOfKind[kind];
  const found = id === undefined ? undefined : fieldOf(id);
  if (id === undefined || found === undefined) return undefined;
  return { field: id, confidence: 0.9, reason: `“${column.trim()}” is a usual name for “${found.label}”.` };
}

/** 1 the same; less for a name that holds the other as whole words, the less the more else it says; or is spelled alike. */
function nameScore(folded: string, name: string): number {
  if (folded === name) return 1;
  if (name.length > 2 && ` ${folded} `.includes(` ${name} `)) return 0.7 + 0.2 * (name.length / folded.length);
  const alike = likeness(folded, name);
  return alike >= 0.75 && folded.length > 4 ? 0.9 * alike : 0;
}

const shapes: readonly { readonly field: string; readonly what: string; readonly fits: (cell: string) => boolean }[] = [
  { field: 'contact.email', what: 'e-mail addresses', fits: (cell) => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(cell) },
  { field: 'document.nik', what: 'Indonesian identity numbers', fits: (cell) => /^'?\d{16}$/.test(cell) },
  { field: 'document.passport', what: 'passport numbers', fits: (cell) => /^[A-Z]{1,2}\s?\d{6,8}$/.test(cell) },
  {
    field: 'contact.phone',
    what: 'phone numbers',
    fits: (cell) => /^(\+|0)[\d\s().-]{7,19}$/.test(cell) && cell.replace(/\D/g, '').length >= 8,
  },
  {
    field: 'person.sex',
    what: 'sexes',
    fits: (cell) => codesOfWord(cell, { list: 'sex-gender', only: /^[FM]$/ }).length === 1,
  },
  { field: 'person.citizenship', what: 'countries', fits: (cell) => parseCountry(cell) !== undefined },
  {
    field: 'exploitation.forms',
    what: 'forms of exploitation',
    fits: (cell) => cell.length > 2 && allWords(cell, 'exploitation-forms'),
  },
];

const allWords = (cell: string, list: CodeListId): boolean =>
  wordsIn(cell, { list }).every((word) => codesOfWord(word, { list }).length > 0);

function byContent(cells: readonly string[]): Guess | undefined {
  if (cells.length < 3) return undefined;
  for (const { field, what, fits } of shapes) {
    const share = cells.filter(fits).length / cells.length;
    if (share >= 0.8)
      return {
        field,
        confidence: 0.5 + 0.15 * share,
        reason: `${Math.round(share * 100)} of 100 cells look like ${what}; check this.`,
      };
  }
  return undefined;
}

/** A name that the cells belie: ages that are no numbers, dates that are none. */
function contradicts(field: string | null, cells: readonly string[]): boolean {
  const reading = field === null ? undefined : fieldOf(field)?.reading;
  if (!reading || cells.length < 3) return false;
  const share = (fits: (cell: string) => boolean): number => cells.filter(fits).length / cells.length;
  if (reading.as === 'date')
    return (
      share(
        (cell) =>
          readDate(cell, 'day-first', '2100-01-01') !== undefined ||
          readDate(cell, 'month-first', '2100-01-01') !== undefined,
      ) < 0.3
    );
  if (reading.as === 'age') return share((cell) => /\d|anak|dewasa|adult|minor|child/i.test(cell)) < 0.3;
  return false;
}

/** What the cells show of how to read them: which comes first in a date, and what coded values mean. */
function howToRead(id: string | null, cells: readonly string[]): Pick<ProposedColumn, 'values' | 'dateOrder'> {
  const field = id === null ? undefined : fieldOf(id);
  if (!field) return {};
  if (field.reading.as === 'date' || field.reading.as === 'birth') {
    const order = orderOf(
      cells.map((cell) => (field.reading.as === 'birth' ? (cell.split(',').at(-1) ?? cell) : cell)),
    );
    return order ? { dateOrder: order } : {};
  }
  const values = understood(field, cells);
  return Object.keys(values).length > 0 ? { values } : {};
}

/** Values of a column as they are understood when it has this meaning; what is not understood is left to a person. */
export const meaningsOf = (id: string | null, cells: readonly string[]): Record<string, string> => {
  const field = id === null ? undefined : fieldOf(id);
  return field ? understood(field, cells) : {};
};

/** Each value with the one code it stands for. */
function understood({ reading }: Field, cells: readonly string[]): Record<string, string> {
  if (reading.as === 'country' || reading.as === 'countries') return eachRead(cells, readCountry);
  if (reading.as === 'place') return eachRead(cells, readPlace);
  if (reading.as !== 'code' && reading.as !== 'codes') return {};
  const question = { list: reading.list, only: reading.as === 'code' ? reading.only : undefined };
  const words = new Set(cells.flatMap((cell) => (reading.as === 'codes' ? wordsIn(cell, question) : [cell])));
  return Object.fromEntries(
    [...words].slice(0, VALUES_SHOWN).flatMap((word) => {
      const [code, ...more] = codesOfWord(word, question);
      return code !== undefined && code !== UNKNOWN && more.length === 0 ? [[word, code]] : [];
    }),
  );
}

function eachRead(cells: readonly string[], read: typeof readCountry): Record<string, string> {
  return Object.fromEntries(
    [...new Set(cells)].slice(0, VALUES_SHOWN).flatMap((text) => {
      const problems: RowProblem[] = [];
      const code = read({ column: '', text, problems }, undefined);
      return code !== UNKNOWN && problems.length === 0 ? [[text, code]] : [];
    }),
  );
}
