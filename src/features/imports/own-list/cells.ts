import { UNKNOWN, type Answer, type CodedSet } from '../../../words/codes.ts';
import { parseCountry } from '../../../words/countries.ts';
import { foldName } from '../../../words/fold.ts';
import { isPlace, searchPlaces } from '../../../words/gazetteer.ts';
import { parseAgeBand, parseMajority } from '../ctdc/ages.ts';
import type { AgeRange, BirthDraft } from '../draft.ts';
import { rowError, rowWarning, unknownCode, unknownCountry } from '../problems.ts';
import type { RowProblem } from '../target.ts';
import { readDate, type DateOrder, type ReadDate } from './dates.ts';
import { codesOfWord, isUnknown, spokenFor, wordsIn, type CodeQuestion } from './values.ts';

/** A cell with its column, and where to say what is wrong with it. */
export interface Cell {
  readonly column: string;
  readonly text: string;
  readonly problems: RowProblem[];
}

/** One code; `UNKNOWN` for an empty cell. */
export function readCode({ column, text, problems }: Cell, question: CodeQuestion): string {
  const found = codesOfWord(text, question);
  if (found.length === 1) return found[0] ?? UNKNOWN;
  problems.push(unknownCode(question.list, column, text, (code) => spokenFor(question.list, code)));
  return UNKNOWN;
}

/** A set of codes, each answered yes. A cell that says nothing is no set: the list asked, and did not find out. */
export function readCodes({ column, text, problems }: Cell, question: CodeQuestion): CodedSet | null {
  const set: Record<string, Answer> = {};
  for (const word of wordsIn(text, question)) {
    const found = codesOfWord(word, question);
    if (found.length === 0)
      problems.push(unknownCode(question.list, column, word, (code) => spokenFor(question.list, code)));
    for (const code of found) if (code !== UNKNOWN) set[code] = 'yes';
  }
  return Object.keys(set).length > 0 ? set : null;
}

export function readCountry({ column, text, problems }: Cell, values: CodeQuestion['values']): string {
  const plain = text.trim();
  const country =
    plain === 'NA'
      ? 'NAM'
      : isUnknown(plain)
        ? UNKNOWN
        : (values?.[plain] ?? demonyms.get(foldName(plain)) ?? parseCountry(plain));
  if (country === undefined) problems.push(unknownCountry(column, plain));
  return country ?? UNKNOWN;
}

/** Citizenships as lists abbreviate them. */
const demonyms: ReadonlyMap<string, string> = new Map([
  ['wni', 'IDN'],
  ['indonesian', 'IDN'],
  ['warga negara indonesia', 'IDN'],
  ['malaysian', 'MYS'],
  ['myanmarese', 'MMR'],
  ['burmese', 'MMR'],
  ['filipino', 'PHL'],
  ['filipina', 'PHL'],
  ['thai', 'THA'],
  ['vietnamese', 'VNM'],
  ['cambodian', 'KHM'],
  ['pakistani', 'PAK'],
  ['afghan', 'AFG'],
  ['iranian', 'IRN'],
  ['bangladeshi', 'BGD'],
  ['indian', 'IND'],
  ['chinese', 'CHN'],
  ['nepali', 'NPL'],
  ['nepalese', 'NPL'],
  ['nigerian', 'NGA'],
  ['ukrainian', 'UKR'],
  ['romanian', 'ROU'],
  ['bulgarian', 'BGR'],
  ['ksa', 'SAU'],
  ['uea', 'ARE'],
  ['uae', 'ARE'],
]);

export function readCountries(cell: Cell, values: CodeQuestion['values']): readonly string[] {
  const parts = cell.text.split(/[;|/]/).map((part) => part.trim());
  const whole = parts.filter((part) => part !== '');
  return [...new Set((whole.length > 0 ? whole : ['']).map((text) => readCountry({ ...cell, text }, values)))];
}

/** A place of the gazetteer: a country, an area or a border point, by code or name. */
export function readPlace(cell: Cell, values: CodeQuestion['values']): string {
  const plain = cell.text.trim();
  const said = values?.[plain];
  if (said !== undefined && (said === UNKNOWN || isPlace(said))) return said;
  if (isUnknown(plain)) return UNKNOWN;
  const country = parseCountry(plain);
  if (country !== undefined) return country;
  if (/^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(plain) && isPlace(plain)) return plain;
  const found = searchPlaces(plain, { limit: 3 });
  const sought = foldName(plain);
  const exact = found.find((place) => [place.name, place.native ?? ''].some((name) => foldName(name) === sought));
  if (exact) return exact.code;
  const inCountry = /^(.+),\s*([^,]+)$/.exec(plain);
  const around = inCountry?.[2] ? parseCountry(inCountry[2]) : undefined;
  if (around !== undefined) {
    cell.problems.push(
      rowWarning(
        'place-shortened',
        cell.column,
        plain,
        'The exact place is not in the gazetteer; the country was taken.',
        'Say in the mapping which area it is, if that matters.',
      ),
    );
    return around;
  }
  const near = found.map(({ code, name }) => `${code} (${name})`).join(', ');
  cell.problems.push(
    rowError(
      'unknown-place',
      cell.column,
      plain,
      'This place is not in the gazetteer.',
      `Say in the mapping which place it is, or write the country or province.${near === '' ? '' : ` Nearest: ${near}.`}`,
    ),
  );
  return UNKNOWN;
}

export function readAge({ column, text, problems }: Cell): AgeRange | null {
  if (isUnknown(text)) return null;
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/\s*(tahun|thn|th|years? old|years?|yrs?|y\.?o\.?)\.?$/, '')
    .replace(/^±|^(kurang lebih|sekitar|about|approx\.?)\s*/, '')
    .trim();
  const words: Readonly<Record<string, AgeRange>> = { anak: { min: 0, max: 17 }, dewasa: { min: 18, max: null } };
  const age = parseAgeBand(plain) ?? words[plain] ?? parseMajority(plain);
  if (!age)
    problems.push(
      rowError(
        'not-an-age',
        column,
        text,
        'This is no age.',
        'Write whole years, a band such as 9-17, or leave the cell empty.',
      ),
    );
  return age ?? null;
}

export function readYear({ column, text, problems }: Cell): number | null {
  if (isUnknown(text)) return null;
  const year = Number(/^\s*(\d{4}|\d[.,]\d{3})(?:\.0)?\s*$/.exec(text)?.[1]?.replace(/[.,]/, '') ?? 0);
  if (year >= 1900 && year <= 2200) return year;
  problems.push(
    rowError('not-a-year', column, text, 'This is no year.', 'Write four digits, or leave the cell empty.'),
  );
  return null;
}

export function readDay(
  { column, text, problems }: Cell,
  order: DateOrder | undefined,
  today: string,
  birth = false,
): ReadDate | null {
  if (isUnknown(text)) return null;
  const found = readDate(text, order ?? 'day-first', today);
  if (!found) {
    problems.push(
      rowError(
        'not-a-date',
        column,
        text,
        'This is no date as this column writes them.',
        'Write it as 2019-04-03, or say in the mapping whether day or month comes first.',
      ),
    );
    return null;
  }
  if (found.ambiguous && order === undefined) {
    problems.push(
      rowWarning(
        'ambiguous-date',
        column,
        text,
        `Day and month may be the other way round; ${found.from} was taken.`,
        'Say in the mapping whether day or month comes first.',
      ),
    );
  }
  if (found.shortYear)
    problems.push(
      rowWarning(
        'short-year',
        column,
        text,
        `The year has two digits; ${found.from.slice(0, 4)} was taken.`,
        'Write all four digits.',
      ),
    );
  if (found.from > today)
    problems.push(
      (birth ? rowError : rowWarning)('date-in-future', column, text, 'This date is still to come.', 'Check the year.'),
    );
  return found;
}

/** “Pontianak, 12 Mei 1999”, as Indonesian forms ask for it. */
export function readBirth(cell: Cell, order: DateOrder | undefined, today: string): BirthDraft | null {
  if (isUnknown(cell.text)) return null;
  const parts = /^(.*?)[,/;]\s*(\S.*)$/.exec(cell.text.trim());
  const found = readDay({ ...cell, text: parts?.[2] ?? cell.text }, order, today, true);
  return found && { from: found.from, to: found.to, precision: found.precision, place: parts?.[1]?.trim() || null };
}

const roundedNumber = (column: string, text: string): RowProblem =>
  rowError(
    'number-mangled',
    column,
    text,
    'A spreadsheet has rounded this number.',
    'Format the column as text in the original list and save it again.',
  );

export function readPhone({ column, text, problems }: Cell): string | null {
  if (isUnknown(text)) return null;
  const plain = text.trim().replace(/^'/, '');
  const digits = plain.replace(/\D/g, '').length;
  if (/^[+\d][\d\s().+/-]*$/.test(plain) && digits >= 5 && digits <= 20) return plain;
  problems.push(
    /[eE]\+\d/.test(plain)
      ? roundedNumber(column, text)
      : rowWarning(
          'odd-phone',
          column,
          text,
          'This does not look like a phone number; it is kept as it stands.',
          'Check the cell.',
        ),
  );
  return plain;
}

export function readDocument({ column, text, problems }: Cell, shape: RegExp): string | null {
  if (isUnknown(text)) return null;
  const plain = text.trim().replace(/^'/, '');
  const bare = plain.replace(/[\s.-]/g, '').toUpperCase();
  if (shape.test(bare)) return bare;
  problems.push(
    /^\d+([.,]\d+)?E\+\d+$/.test(bare.replace(/\s/g, '')) || /[eE]\+\d/.test(plain)
      ? roundedNumber(column, text)
      : rowWarning(
          'odd-document',
          column,
          text,
          'This number does not have the usual form; it is kept as it stands.',
          'Check the cell.',
        ),
  );
  return plain;
}

const answerWords: Readonly<Record<string, string>> = {
  ya: 'yes',
  y: 'yes',
  yes: 'yes',
  true: 'yes',
  '1': 'yes',
  tidak: 'no',
  t: 'no',
  no: 'no',
  n: 'no',
  false: 'no',
  '0': 'no',
  diduga: 'suspected',
  dugaan: 'suspected',
  suspected: 'suspected',
  presumed: 'suspected',
};

export function readAnswer({ column, text, problems }: Cell): string {
  if (isUnknown(text)) return 'unknown';
  const answer = answerWords[foldName(text)];
  if (!answer)
    problems.push(
      rowError(
        'unknown-value',
        column,
        text,
        'This column holds yes, no, suspected or unknown.',
        'Correct the cell, or leave it empty.',
      ),
    );
  return answer ?? 'unknown';
}
