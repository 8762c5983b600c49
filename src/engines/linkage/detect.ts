import { type DateOrder, dateOrderOf } from './dates.ts';
import type { FieldKind } from './fields.ts';
import { foldText } from './fold-text.ts';
import { kindOfHeading, plainDigits, sexOfWord } from './headings.ts';

/** What is known of a column before it is decided what it says. */
export interface ColumnProfile {
  readonly column: string;
  readonly rows: number;
  readonly filled: number;
  readonly distinct: number;
  /** Values as written, of up to some thousand rows. */
  readonly sample: readonly string[];
  /** Share of the rows whose value is found inside the record's own id. */
  readonly insideId: number;
}

export type Finding =
  | {
      readonly column: string;
      readonly kind: FieldKind;
      readonly by: 'name' | 'content' | 'map';
      readonly dateOrder?: DateOrder;
    }
  | { readonly column: string; readonly kind: null; readonly why: string };

/** Why a column that looks like a row number is left out; another list may show that it is none. */
export const OWN_VALUES = 'Nearly every row has a value of its own, as in a row number.';

const named: readonly (readonly [RegExp, FieldKind | 'skip'])[] = [
  [
    /^(true |gold |known )?(cluster|truth|label|entity|gold|match|duplicate|group)( ?(id|no|key|number|label|of|group|cluster))?$/,
    'skip',
  ],
  [/^(true |gold |known )?(person|household|family|individual)( ?(id|no|key|number|label|group|cluster))$/, 'skip'],
  [
    /^(rec|record|unique|row|line|index|uid|uuid|guid|id|source|src|dataset|file|created|updated|modified|timestamp)( (id|no|number|key|dataset|system|file|name|at|on|date|time))?$/,
    'skip',
  ],
  [/(e ?mail|surel)/, 'email'],
  [/\b(phone|mobile|tel|telephone|cell|msisdn|hp|telepon|telp|handphone|whatsapp|contact (no|number))\b/, 'phone'],
  [
    /\b(dob|d o b|birth ?date|date (of )?birth|birth ?day|born( on)?|tanggal lahir|tgl lahir|fecha (de )?nac\w*|date (de )?naiss\w*|geburtsdatum|birth dt|bdate)\b/,
    'dateOfBirth',
  ],
  [
    /\b(house|street|building|flat|unit|door|apartment|apt) ?(number|num|no|nr)\b|\bno rumah\b|^(house|flat|apt|nr)$/,
    'number',
  ],
  [/(post ?code|postal|zip|kode ?pos|\bpin ?code\b|\bplz\b|^post\b)/, 'postcode'],
  [
    /(passport|paspor|\bssn\b|soc(ial)? sec|national (id|insurance|identity)|\bnino?\b|\bnik\b|cnic|\bktp\b|tazkira|aadhaar|tax (id|no|number)|tin\b|licen[cs]e|\b(identity|id) (card|no|number|doc\w*)|document (no|number|id)|medicare|\bnhs\b|\bmrn\b|unhcr|registration (no|number))/,
    'document',
  ],
  [/\b(sex|gender|kelamin|sexe|sexo|geschlecht)\b/, 'sex'],
  [/\b(first|given|fore|christian)( and | & )?(last|sur|family)( ?name)?\b/, 'fullName'],
  [
    /\b(first ?names?|given ?names?|fore ?names?|fname|f name|nama depan|prenom|christian name|firstnm|gname|nombres?|vorname)\b|^(first|given|forename)$/,
    'given',
  ],
  [
    /\b(last ?names?|sur ?names?|family ?names?|lname|l name|s ?name|nama belakang|nama keluarga|apellidos?|nom (de )?famille|lastnm|nachname)\b|^(last|surname|family|nom)$/,
    'surname',
  ],
  [
    /\b(full ?name|complete name|name|names|nama|nama lengkap|alias|aliases|aka|a k a|also known as|known as|nick ?name|other names?|maiden name|isim|naam)\b/,
    'fullName',
  ],
  [/\b(address|addr|street|road|alamat|jalan|adresse|direccion|lane)\b/, 'address'],
  [
    /\b(city|town|suburb|place|birth ?place|district|province|state|region|county|village|kota|kabupaten|provinsi|desa|kecamatan|tempat lahir|country|nationality|municipality|locality|lieu|ort|ciudad|ville|parish|home ?town|origin)\b/,
    'place',
  ],
  [
    /\b(occupation|job|profession|religion|marital|ethnic\w*|pekerjaan|agama|education|language|title|caste|tribe)\b/,
    'category',
  ],
];

/** A column's name in words: `DateOfBirth`, `date_of_birth` and `DATE OF BIRTH` are one. Nothing of a name in another script. */
const latinWordsOf = (column: string): string => (/^\P{L}*\p{Script=Latin}/u.test(column) ? wordsOf(column) : '');

const wordsOf = (column: string): string =>
  foldText(column.replaceAll(/([a-z])([A-Z])/g, '$1 $2')).replaceAll(/\b(of|the|de|du)\b /g, '');

/** Decides what each column says, from its name and from what is in it; columns that cannot help are left out, with the reason. */
export function findField(profile: ColumnProfile): Finding {
  const { column, filled, distinct, insideId } = profile;
  const sample = profile.sample.map(plainDigits);
  const skip = (why: string): Finding => ({ column, kind: null, why });
  if (filled === 0) return skip('It is empty.');
  if (distinct < 2) return skip('Every row has the same value.');
  if (insideId > 0.9) return skip('It repeats the id.');
  const hint = named.find(([pattern]) => pattern.test(latinWordsOf(column)))?.[1] ?? kindOfHeading(column);
  if (hint === 'skip') return skip('By its name it identifies records or groups of records, not persons.');
  const { share: dateShare, order } = dateOrderOf(sample);
  if (hint === 'dateOfBirth' && dateShare >= 0.3) return { column, kind: hint, by: 'name', dateOrder: order };
  if (hint !== undefined && hint !== 'dateOfBirth' && fits(hint, sample)) return { column, kind: hint, by: 'name' };
  const kind = kindOfContent({ ...profile, sample }, dateShare);
  if (kind === null) return skip(OWN_VALUES);
  return { column, kind, by: 'content', ...(kind === 'dateOfBirth' ? { dateOrder: order } : {}) };
}

const shareOf = (sample: readonly string[], holds: (value: string) => boolean): number =>
  sample.length === 0 ? 0 : sample.filter((value) => holds(value.trim())).length / sample.length;
const share = (sample: readonly string[], pattern: RegExp): number => shareOf(sample, (value) => pattern.test(value));

const address = /^[^@\s]+@[^@\s]+$/;
const phone = /^\+?[\d\s().-]{7,20}$/;
const sexes = /^(m|f|male|female|man|woman|boy|girl|l|p|laki-?laki|perempuan|pria|wanita|other|unknown|x)$/i;

/** Numbers with a form of their own: the identity cards of Pakistan (5-7-1 digits, or together where they cannot be a moment in milliseconds), Indonesia (16) and Thailand (1-4-5-2-1). */
const nationalNumber = /^(\d{5}-\d{7}-\d|[2-7]\d{12}|\d{16}|\d-\d{4}-\d{5}-\d{2}-\d)$/;
/** Two to five words of letters of any script. */
const wholeName = /^[\p{L}\p{M}.'’\u200c-]+( [\p{L}\p{M}.'’\u200c-]+){1,4}$/u;

/** Whether the values are not plainly of another kind than the column's name says. */
function fits(kind: FieldKind, sample: readonly string[]): boolean {
  if (kind === 'email') return share(sample, /@/) >= 0.3;
  if (kind === 'phone' || kind === 'document') return share(sample, /\d/) >= 0.5;
  if (kind === 'given' || kind === 'surname' || kind === 'fullName') return share(sample, /^[\d\s./-]+$|@/) < 0.5;
  return true;
}

function kindOfContent({ filled, distinct, sample }: ColumnProfile, dateShare: number): FieldKind | null {
  const own = distinct / filled;
  if (share(sample, address) >= 0.6) return 'email';
  if (dateShare >= 0.7) return 'dateOfBirth';
  if (shareOf(sample, (value) => sexes.test(value) || sexOfWord(value) !== undefined) >= 0.9 && distinct <= 8)
    return 'sex';
  if (share(sample, nationalNumber) >= 0.6 && own >= 0.4) return 'document';
  if (share(sample, /^\+\d[\d\s().-]{6,}$|^0\d[\d\s().-]{7,}$/) >= 0.5 && share(sample, phone) >= 0.8) return 'phone';
  if (share(sample, /\d/) >= 0.8) return kindOfNumbers(own, sample);
  if (own >= 0.5 && share(sample, wholeName) >= 0.8) return 'fullName';
  if (distinct <= 60 || own < 0.01) return 'category';
  return own > 0.98 && share(sample, /\d/) > 0.5 ? null : 'text';
}

function kindOfNumbers(own: number, sample: readonly string[]): FieldKind | null {
  if (share(sample, /^[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}$/i) >= 0.5) return 'postcode';
  if (share(sample, /^\d+\s+\S+.*[a-z]{3}/i) >= 0.5) return 'address';
  if (own >= 0.999) return null;
  if (share(sample, /^[a-z\d][a-z\d -]{5,}$/i) >= 0.6 && own >= 0.4) return 'document';
  if (share(sample, /^\d{4,6}$/) >= 0.7 && own < 0.8) return 'postcode';
  return own >= 0.4 ? 'document' : 'number';
}

/**
 * Keeps one date of birth: that named so, else the first column of dates; other dates say when something happened, and are left out. Full
 * names stay even beside given and family names, for the words only they have.
 */
export function settle(findings: readonly Finding[]): Finding[] {
  const births = findings.filter((one) => one.kind === 'dateOfBirth');
  const birth = births.find((one) => one.kind !== null && one.by !== 'content') ?? births[0];
  return findings.map((one) =>
    one.kind === 'dateOfBirth' && one !== birth
      ? { column: one.column, kind: null, why: 'It holds dates, but another column is the date of birth.' }
      : one,
  );
}
