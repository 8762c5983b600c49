import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectScript, foldName, modernIndonesian, nameParts, phoneticKeys, romanise, similarity } from './index.ts';

const pairs = readFileSync(new URL('samples/pairs.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t') as [source: string, native: string, latin: string]);

const sharesKey = (left: string, right: string): boolean => {
  const keys = phoneticKeys(right);
  return phoneticKeys(left).some((key) => keys.includes(key));
};

describe('a name in several scripts and spellings', () => {
  it.each([
    ['محمد', 'Mohammad', 'Muhamad', 'Mohd.', 'Mohammed'],
    ['عبد الرحمن', 'Abdurrahman', 'Abdul Rahman', 'Abd al-Rahman', 'عبدالرحمن'],
    ['پروین', 'Parveen', 'Parwin', 'Perween'],
    ['گل', 'Gul', 'Gol', 'Gull'],
    ['احمد', 'Achmad', 'Ahmed', 'أَحْمَد'],
    ['حسین', 'Hussain', 'Hossein', 'Husen', 'حسين'],
    ['Soetjipto', 'Sucipto', 'Soecipto'],
    ['Joesoef', 'Yusuf', 'Jusuf', 'یوسف'],
    ['Syarifah', 'Sjarifah', 'Sharifa', 'شريفة'],
    ['ဇော်', 'ေဇာ္', 'Zaw'],
    ['မြင့်', 'ျမင့္', 'Myint'],
    ['សុខា', 'Sokha', 'Sokhaa'],
    ['สมชาย', 'Somchai', 'Somchay'],
    ['Nguyễn', 'Nguyen', 'NGUYỄN'],
  ])('finds %s under each of its spellings by one key', (...spellings) => {
    for (const spelling of spellings) expect(sharesKey(spelling, spellings[0] ?? ''), spelling).toBe(true);
  });

  // The lists hold mostly foreign names in Arabic letters (Goethe, Villeneuve), which are harder than names of the region.
  it.each([
    ['arabic', 0.85],
    ['arabic-wikidata', 0.82],
    ['khmer', 0.93],
    ['vietnamese', 1],
  ])('shares a key for most pairs of the %s list and for next to no random ones', (source, least) => {
    const list = pairs.filter(([from]) => from === source);
    const found = list.filter(([, native, latin]) => sharesKey(native, latin)).length;
    expect(found / list.length).toBeGreaterThanOrEqual(least);
    const strangers = list.map(([, native], at) => [native, list[(at + 37) % list.length]?.[2] ?? ''] as const);
    const limit = source === 'vietnamese' ? 0.2 : 0.05;
    expect(strangers.filter(([native, latin]) => sharesKey(native, latin)).length / list.length).toBeLessThan(limit);
  });

  it('reads Burmese typed in the old font encoding as it reads Unicode', () => {
    expect(romanise('ေအာင္ေက်ာ္')).toBe('aung kyaw');
    expect(romanise('အောင်ကျော်')).toBe('aung kyaw');
    expect(romanise('ခင္လွ')).toBe('khin hla');
  });

  it('tells the script of a name and none for digits', () => {
    expect(['محمد', 'Dewi', 'ဦး', 'ដារា', 'สมชาย', 'Кузнецов', '12-3'].map(detectScript)).toEqual([
      'arabic',
      'latin',
      'myanmar',
      'khmer',
      'thai',
      'other',
      'none',
    ]);
  });
});

describe('the parts of a name', () => {
  it('puts fathers, honorifics and aliases apart from the name', () => {
    expect(nameParts('Haji Ali bin Abu Bakar @ Awang')).toEqual({
      given: ['ali'],
      family: [],
      patronymic: ['abu', 'bakar'],
      honorifics: ['haji'],
      aliases: ['Awang'],
      single: false,
    });
    expect(nameParts('Gul Khan s/o Ahmed').patronymic).toEqual(['ahmed']);
    expect(nameParts('محمد علی عرف پپو').aliases).toEqual(['پپو']);
  });

  it('knows which languages put the family first, and who has one name', () => {
    expect(nameParts('Nguyễn Thị Hằng').family).toEqual(['nguyen']);
    expect(nameParts('KHAN, Mohammad Ali').family).toEqual(['khan']);
    expect(nameParts('Suharto').single).toBe(true);
    expect(nameParts('အောင်ဆန်း').family).toEqual([]);
    expect(nameParts('U Aung San', { order: 'no-family' })).toMatchObject({
      given: ['aung', 'san'],
      honorifics: ['u'],
    });
  });

  it('reads the Indonesian spellings from before the reforms', () => {
    expect(['djoko', 'soetjipto', 'sjahrir', 'jusuf', 'widjaja'].map(modernIndonesian)).toEqual([
      'joko',
      'sucipto',
      'syahrir',
      'yusuf',
      'wijaya',
    ]);
    expect(modernIndonesian('siti')).toBeNull();
  });
});

describe('how alike two names are', () => {
  it('ranks the person meant above strangers, in whatever order and script', () => {
    expect(similarity('Siti Nurhaliza', 'Noerhalizah, Sitti')).toBeGreaterThan(0.85);
    expect(similarity('محمد علی', 'Aly Mohammed')).toBeGreaterThan(0.85);
    expect(similarity('Ahmad Khan', 'Mary Johnson')).toBeLessThan(0.5);
    expect(similarity('Ali', 'Ali Reza Khan')).toBeLessThan(similarity('Ali Reza', 'Ali Reza Khan'));
  });

  it('gives the same answer both ways, between 0 and 1, and 1 for a name with itself', () => {
    const names = fc.oneof(
      fc.constantFrom(...pairs.flatMap(([, native, latin]) => [native, latin])),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(names, names, (left, right) => {
        const score = similarity(left, right);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(similarity(right, left)).toBeCloseTo(score, 12);
        expect(similarity(left, left)).toBe(phoneticKeys(left).length > 0 ? 1 : similarity(left, left));
      }),
    );
  });
});

describe('any text at all', () => {
  it('folds to plain letters, once and for all, with few keys a word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const folded = foldName(text);
        expect(folded).toMatch(/^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/);
        expect(foldName(folded)).toBe(folded);
        expect(phoneticKeys(text).length).toBeLessThanOrEqual(8 * Math.max(1, text.length));
      }),
    );
  });

  it('gives keys that do not depend on case, order or doubled letters', () => {
    const word = fc.stringMatching(/^[a-z]{3,9}$/);
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(new Set(phoneticKeys(`${one} ${other}`))).toEqual(
          new Set(phoneticKeys(`${other.toUpperCase()} ${one}`)),
        );
      }),
    );
  });
});
