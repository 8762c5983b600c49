import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countries, countryByAlpha2, countryByAlpha3, countryName, parseCountry } from './countries.ts';
import { countryVariants } from './country-variants.ts';

const anyCountry = fc.constantFrom(...countries);

describe('countries', () => {
  it('are the 249 of ISO 3166-1 and Kosovo, each code used once', () => {
    expect(countries).toHaveLength(250);
    expect(countries.filter((country) => country.numeric !== null)).toHaveLength(249);
    expect(new Set(countries.map((country) => country.alpha2)).size).toBe(250);
    expect(new Set(countries.map((country) => country.alpha3)).size).toBe(250);
  });

  it('read NA as Namibia and never as missing', () => {
    expect(countryByAlpha2('NA')?.alpha3).toBe('NAM');
    expect(parseCountry('NA')).toBe('NAM');
    expect(parseCountry(' NA ')).toBe('NAM');
  });

  it.each(['', ' ', '0', '00', '-99', 'N/A', 'n/a', 'na', 'no', 'in', 'unknown', 'Korea', 'tidak', '-', 'constructor'])(
    'do not read a country into %j',
    (text) => expect(parseCountry(text)).toBeUndefined(),
  );

  it('come back from their codes and their English and Indonesian names', () => {
    fc.assert(
      fc.property(anyCountry, ({ alpha2, alpha3, label }) => {
        expect(parseCountry(alpha2)).toBe(alpha3);
        expect(parseCountry(alpha3.toLowerCase())).toBe(alpha3);
        expect(parseCountry(label)).toBe(alpha3);
        expect(parseCountry(label.toUpperCase())).toBe(alpha3);
        for (const locale of ['en', 'id', 'ur', 'ar', 'fa', 'th']) {
          expect(parseCountry(countryName(alpha3, locale)), locale).toBe(alpha3);
        }
        expect(countryByAlpha3(alpha3)?.alpha2).toBe(alpha2);
      }),
      { numRuns: 500 },
    );
  });

  it('take every spelling of the variants for the country it stands under', () => {
    for (const [alpha3, names] of Object.entries(countryVariants)) {
      for (const name of names) expect(parseCountry(name), name).toBe(alpha3);
    }
  });

  it.each([
    ['Viet Nam', 'VNM'],
    ['Vietnam', 'VNM'],
    ['Iran (Islamic Republic of)', 'IRN'],
    ['Republic of Korea', 'KOR'],
    ['Korea Selatan', 'KOR'],
    ['Türkiye', 'TUR'],
    ['TURKEY', 'TUR'],
    ['UAE', 'ARE'],
    ['Uni Emirat Arab', 'ARE'],
    ['Burma', 'MMR'],
    ['Filipina', 'PHL'],
    ['Kamboja', 'KHM'],
    ['Arab Saudi', 'SAU'],
    ['Jepang', 'JPN'],
    ['Tiongkok', 'CHN'],
    ['The Netherlands', 'NLD'],
    ['Bahamas (the)', 'BHS'],
    ["Cote d'Ivoire", 'CIV'],
    ['پاکستان', 'PAK'],
    ['باكستان', 'PAK'],
    ['افغانستان', 'AFG'],
    ['سعودی عرب', 'SAU'],
    ['Niger', 'NER'],
    ['uk', 'GBR'],
  ])('read %s as %s', (text, alpha3) => expect(parseCountry(text)).toBe(alpha3));

  it('are called by the name the reader uses', () => {
    expect(countryName('PHL', 'id')).toBe('Filipina');
    expect(countryName('PAK', 'ur')).toBe('پاکستان');
    expect(countryName('XKX', 'en')).toBe('Kosovo');
    expect(countryName('XXA', 'en')).toBe('Stateless');
    expect(countryName('ZZZ', 'en')).toBe('ZZZ');
  });
});
