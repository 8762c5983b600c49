import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { foldName, nameParts, nameTokens, romanise, tokenKeys } from '../shared/names/index.ts';
import { type DateOrder, readDate } from './dates.ts';
import { foldText } from './fold-text.ts';
import { plainDigits, sexOfWord } from './headings.ts';
import { leastGram } from './letters.ts';
import { placeName } from './places.ts';
import type { FieldKind } from './fields.ts';

/** Values that say nothing was known. */
const nothings: ReadonlySet<string> = new Set([
  '',
  'na',
  'n a',
  'nan',
  'none',
  'null',
  'nil',
  'unknown',
  'not known',
  'not stated',
  'missing',
  'undefined',
  'tidak ada',
  'x',
  'xx',
  'xxx',
]);
/** Longer than any name, address or number of a person; what lies beyond is not read. */
export const longestValue = 1000;

export type Parts = Readonly<Record<string, string | null>>;

/**
 * A value taken apart into the columns `partsOf` names; null where it says nothing. The same on every machine and backend: ASCII only. A
 * date may begin with the order of its parts and a colon, as in `dmy:3/4/1990`.
 */
export function standardise(raw: string, kind: FieldKind): Parts {
  const text = raw.length > longestValue ? '' : plainDigits(raw.trim());
  if (nothings.has(foldText(text).replace(/^(ymd|dmy|mdy) ?/, ''))) return {};
  return readers[kind](text);
}

const readers: Readonly<Record<FieldKind, (text: string) => Parts>> = {
  given: (text) => {
    const v = orNull(foldName(text));
    return { v, ...soundsOf(text), h: head(v, 3), i: head(v, 1), f: v?.split(' ')[0] ?? null };
  },
  surname: (text) => {
    const v = orNull(foldName(text));
    return { v, ...soundsOf(text), h: head(v, 3), i: head(v, 1), m: gram(v, 1), n: gram(v, 2) };
  },
  fullName: readFullName,
  dateOfBirth: (text) => {
    const order = /^(ymd|dmy|mdy):/.exec(text)?.[1] as DateOrder | undefined;
    const {
      year: y,
      month: m,
      day: d,
    } = readDate(order === undefined ? text : text.slice(order.length + 1), order ?? 'ymd');
    const whole = y !== null && m !== null && d !== null;
    return {
      v: whole ? y + m + d : null,
      y,
      m,
      d,
      ym: y !== null && m !== null ? y + m : null,
      md: m !== null && d !== null ? m + d : null,
      dm: m !== null && d !== null ? d + m : null,
      yd: y !== null && d !== null ? y + d : null,
    };
  },
  place: (text) => withHead(placeName(foldText(text))),
  address: withHead,
  text: (text) => ({ ...withHead(text), p: soundsOf(text).p ?? null }),
  category: (text) => ({ v: orNull(foldText(text)) }),
  number: (text) => ({ v: orNull(foldText(text).replaceAll(' ', '')) }),
  sex: (text) => ({ v: sexOfWord(text) ?? sexOf(foldText(text)) }),
  postcode: (text) => {
    const spaced = foldText(text);
    const v = orNull(spaced.replaceAll(' ', ''));
    const o =
      v === null ? null : spaced.includes(' ') ? (spaced.split(' ')[0] ?? v) : v.slice(0, Math.max(2, v.length - 2));
    return { v, o, a: head(v, 2) };
  },
  document: (text) => {
    const v = orNull(foldText(text).replaceAll(' ', ''));
    const half = Math.ceil((v?.length ?? 0) / 2);
    const long = v !== null && v.length >= 6;
    return { v, b: long ? v.slice(0, half) : null, e: long ? v.slice(half) : null };
  },
  email: (text) => {
    const v = orNull(romanise(text).toLowerCase().replaceAll(/\s/g, ''));
    const l = v?.split('@')[0] ?? '';
    return { v, l: l.length > 2 ? l : null };
  },
  phone: (text) => {
    const digits = romanise(text).replaceAll(/\D/g, '');
    const international =
      parsePhoneNumberFromString(romanise(text).trim())?.number.slice(1) ?? digits.replace(/^0+/, '');
    const v = international.length >= 5 ? international : null;
    return { v, e: v?.slice(-7) ?? null };
  },
};

function withHead(text: string): Parts {
  const v = orNull(foldText(text));
  return { v, h: head(v, 4) };
}

function readFullName(text: string): Parts {
  const { given, family, patronymic, aliases } = nameParts(text);
  const own = [...given, ...family];
  const g = orNull(given.join(' ')) ?? orNull(own.join(' '));
  const s = orNull(family.join(' ')) ?? orNull(patronymic.join(' '));
  const others = aliases.flatMap((alias) => foldName(alias).split(' '));
  const words = new Set([...own, ...patronymic, ...others].filter((word) => word !== ''));
  const { p: gp = null, q: gq = null } = soundsOf(g ?? '');
  const { p: sp = null, q: sq = null } = soundsOf(s ?? '');
  const keys = new Set(nameTokens(text).flatMap((token) => tokenKeys(token)));
  return {
    g,
    gp,
    gq,
    gh: head(g, 3),
    gi: head(g, 1),
    gf: g?.split(' ')[0] ?? null,
    s,
    sp,
    sq,
    sh: head(s, 3),
    si: head(s, 1),
    sm: gram(s ?? g, 1),
    sn: gram(s ?? g, 2),
    w: words.size > 0 ? [...words].join(' ') : null,
    k: keys.size > 0 ? [...keys].join(' ') : null,
  };
}

/** The likeliest and the second reading of a name's sounds, all words run together. */
function soundsOf(text: string): { readonly p?: string | null; readonly q?: string | null } {
  const keys = nameTokens(text).map((token) => tokenKeys(token));
  const read = (at: number): string => keys.map((ways) => ways[at] ?? ways[0] ?? '').join('');
  return { p: orNull(read(0)), q: orNull(read(1)) };
}

function sexOf(text: string): string | null {
  if (/^(f|female|woman|girl|w|p|perempuan|wanita|2)$/.test(text)) return 'f';
  if (/^(m|male|man|boy|l|laki laki|laki|pria|1)$/.test(text)) return 'm';
  return text === '' ? null : text;
}

const gram = (text: string | null, seed: number): string | null => (text === null ? null : leastGram(text, seed));
const orNull = (text: string): string | null => (text === '' ? null : text);
const head = (text: string | null, length: number): string | null => (text === null ? null : text.slice(0, length));
