/** Scripts the names of the routes are written in, by ISO 15924 code. */
const scripts: readonly (readonly [string, RegExp])[] = [
  ['Latn', /\p{Script=Latin}/gu],
  ['Arab', /\p{Script=Arabic}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['Khmr', /\p{Script=Khmer}/gu],
  ['Mymr', /\p{Script=Myanmar}/gu],
  ['Laoo', /\p{Script=Lao}/gu],
  ['Hani', /\p{Script=Han}/gu],
  ['Hang', /\p{Script=Hangul}/gu],
  ['Kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['Deva', /\p{Script=Devanagari}/gu],
  ['Beng', /\p{Script=Bengali}/gu],
  ['Guru', /\p{Script=Gurmukhi}/gu],
  ['Taml', /\p{Script=Tamil}/gu],
  ['Sinh', /\p{Script=Sinhala}/gu],
  ['Java', /\p{Script=Javanese}/gu],
  ['Cyrl', /\p{Script=Cyrillic}/gu],
  ['Grek', /\p{Script=Greek}/gu],
  ['Hebr', /\p{Script=Hebrew}/gu],
  ['Ethi', /\p{Script=Ethiopic}/gu],
  ['Armn', /\p{Script=Armenian}/gu],
  ['Geor', /\p{Script=Georgian}/gu],
];

/** The script most of the letters are of; null when there is no letter of a known one. */
export function scriptOf(text: string): string | null {
  const counted = scripts.map(([code, letters]) => ({ code, count: text.match(letters)?.length ?? 0 }));
  const most = counted.reduce((best, next) => (next.count > best.count ? next : best));
  return most.count > 0 ? most.code : null;
}

export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

type Row = Readonly<Record<string, unknown>>;

/** The first of a pair may not lie after the second: ages, days. */
export function orderFaults(row: Row, pairs: readonly (readonly [string, string])[]): FieldFault[] {
  return pairs
    .filter(([low, high]) => turnedRound(row[low], row[high]))
    .map(([low, high]) => ({ field: high, message: `must not lie before ${low}` }));
}

const turnedRound = (low: unknown, high: unknown): boolean =>
  (typeof low === 'number' && typeof high === 'number' && low > high) ||
  (typeof low === 'string' && typeof high === 'string' && low > high);

/** What a person record may not say: ages turned round, a decision without what was decided. */
export function personRecordFaults(row: Row): FieldFault[] {
  const undecided = row['statusDecidedOn'] && !row['victimStatus'];
  return [
    ...orderFaults(row, [
      ['ageIdentificationMin', 'ageIdentificationMax'],
      ['ageEntryMin', 'ageEntryMax'],
      ['ageExploitationMin', 'ageExploitationMax'],
    ]),
    ...(undecided ? [{ field: 'victimStatus', message: 'say what was decided on that day' }] : []),
  ];
}
