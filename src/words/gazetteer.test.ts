import { beforeAll, describe, expect, it } from 'vitest';
import { isCode } from './codes.ts';
import { countryByAlpha3 } from './countries.ts';
import {
  borderPlaces,
  countryOfPlace,
  isPlace,
  loadPlaces,
  placeByCode,
  placeLabel,
  placesOf,
  searchPlaces,
} from './gazetteer.ts';
import { loadAreas } from './gazetteer/areas.ts';

describe('before the areas are loaded', () => {
  it('countries, border points and the country of any place are known already', () => {
    expect(placeByCode('IDN')?.kind).toBe('country');
    expect(placeByCode('IDN-ENTIKONG')?.parent).toBe('ID-KB');
    expect(countryOfPlace('ID-KB')).toBe('IDN');
    expect(placeLabel('ID-KB', 'en')).toBe('ID-KB');
  });

  it('asking for an area says what to do instead of denying that it exists', () => {
    expect(() => isPlace('ID-KB')).toThrow('loadPlaces');
  });
});

describe('places', () => {
  beforeAll(loadPlaces);

  it.each([
    ['IDN', 38],
    ['PAK', 7],
    ['AFG', 34],
    ['IRN', 31],
    ['MYS', 16],
    ['IRQ', 19],
  ])('%s has its %i first-level areas', (country, count) => {
    expect(placesOf(country).filter((place) => place.kind === 'area' && place.parent === null)).toHaveLength(count);
  });

  it('every area has a code of its own, a known country and a known region above it', async () => {
    const areas = await loadAreas();
    expect(new Set(areas.map((area) => area.code)).size).toBe(areas.length);
    for (const area of areas) {
      expect(countryOfPlace(area.code), area.code).toBe(area.country);
      expect(placeByCode(area.code)?.country).toBe(area.country);
      expect(area.parent === null || isPlace(area.parent), area.code).toBe(true);
      expect(area.name.trim()).not.toBe('');
    }
  });

  it('every border point lies in a known country and area of it, and its other sides lead back', () => {
    expect(borderPlaces().length).toBeGreaterThanOrEqual(80);
    expect(new Set(borderPlaces().map((point) => point.code)).size).toBe(borderPlaces().length);
    for (const point of borderPlaces()) {
      expect(point.code.slice(0, 3)).toBe(point.country);
      expect(countryByAlpha3(point.country), point.code).toBeDefined();
      const region = point.parent === null ? point : placeByCode(point.parent);
      expect(region?.country, point.code).toBe(point.country);
      expect(isCode('border-types', point.type ?? ''), point.code).toBe(true);
      expect(Math.abs(point.lat ?? 999)).toBeLessThanOrEqual(90);
      expect(Math.abs(point.lon ?? 999)).toBeLessThanOrEqual(180);
      expect(point.evidence === 'secondary').toBe(point.source !== null);
      for (const other of point.counterparts) {
        expect(placeByCode(other)?.country, `${point.code} ${other}`).not.toBe(point.country);
        expect(placeByCode(other)?.counterparts, other).toContain(point.code);
      }
    }
  });

  it('two sides of a land border point lie within 40 km of each other', () => {
    for (const point of borderPlaces().filter((place) => place.type === 'LAND.BCP')) {
      for (const code of point.counterparts) {
        const other = placeByCode(code);
        const north = ((other?.lat ?? 0) - (point.lat ?? 0)) * 111;
        const east = ((other?.lon ?? 0) - (point.lon ?? 0)) * 111 * Math.cos(((point.lat ?? 0) * Math.PI) / 180);
        expect(Math.hypot(north, east), `${point.code} ${code}`).toBeLessThan(40);
      }
    }
  });

  it.each(
    'PAK-TAFTAN IRN-ZAHEDAN PAK-LASBELA PAK-KECH PAK-QUETTA PAK-MASHKEL PAK-RAJAY PAK-NAUKUNDI PAK-GWADAR PAK-JIWANI PAK-PASNI PAK-SURBANDAN PAK-PISHUKAN PAK-KARACHI-PORT PAK-KARACHI-AIRPORT ARE-DUBAI-AIRPORT LBY-MITIGA'.split(
      ' ',
    ),
  )('a movement on the Pakistani routes can name %s', (code) => expect(isPlace(code)).toBe(true));

  it('are found by the beginning of a name in any script, whatever accents or keyboard were used', () => {
    const codes = (text: string): string[] => searchPlaces(text, { limit: 5 }).map((place) => place.code);
    expect(codes('entik')).toContain('IDN-ENTIKONG');
    expect(codes('KAPIKOY')).toContain('TUR-KAPIKOY');
    expect(codes('بلوچستان')).toContain('PK-BA');
    expect(codes('بلوچستان'.replace('ی', 'ي'))).toContain('PK-BA');
    expect(codes('گوادر')).toContain('PAK-GWADAR');
    expect(codes('kalimantan barat')[0]).toBe('ID-KB');
    expect(codes('idn')[0]).toBe('IDN');
    expect(codes('  ')).toEqual([]);
    expect(searchPlaces('a', { limit: 7 })).toHaveLength(7);
  });

  it('are labelled in the letters the reader reads', () => {
    expect(placeLabel('IDN', 'id')).toBe('Indonesia');
    expect(placeLabel('PK-KP', 'ur')).toBe('خیبر پختونخوا');
    expect(placeLabel('PK-KP', 'en')).toBe('Khyber Pakhtunkhwa');
    expect(placeLabel('THA-SADAO', 'id')).toBe('Sadao');
    expect(placeLabel('XX-NONE', 'en')).toBe('XX-NONE');
  });
});
