import { geoContains } from 'd3-geo';
import { describe, expect, it } from 'vitest';
import { arcOf } from './arcs.ts';
import { loadAreas } from '../../words/gazetteer/areas.ts';
import { loadAreaOutlines, loadOutlines } from './outlines.ts';
import { placeLabels, projectionOf, viewOf, type Position } from './view.ts';

const size = { width: 600, height: 400 };

describe('maps', () => {
  it('a route is wholly in sight, across the line of dates too', () => {
    const routes: Position[][] = [
      [
        [106.8, -6.2],
        [101.7, 3.1],
      ],
      [
        [178.4, -18.1],
        [-171.8, -13.8],
      ],
      [[60, 25]],
    ];
    for (const route of routes) {
      const project = projectionOf(viewOf(route, size), size);
      for (const [lon, lat] of route) {
        const [x, y] = project([lon, lat]) ?? [-1, -1];
        expect(x).toBeGreaterThan(0);
        expect(x).toBeLessThan(size.width);
        expect(y).toBeGreaterThan(0);
        expect(y).toBeLessThan(size.height);
      }
    }
  });

  it('the way there and the way back are two lines', () => {
    const there = arcOf([0, 0], [100, 0], 0).middle;
    const back = arcOf([100, 0], [0, 0], 0).middle;
    expect(there[1] * back[1]).toBeLessThan(0);
  });

  it('names do not lie on each other and stay in the drawing', () => {
    const placed = placeLabels(
      ['Batam', 'Batam Centre', 'Sekupang', 'Johor Bahru', 'Singapore'].map((text, index) => ({
        key: text,
        text,
        at: [300 + index, 200 + index] as const,
      })),
      size,
    );
    expect(placed.length).toBeLessThan(5);
    expect(placed[0]?.text).toBe('Batam');
    expect(placeLabels([{ key: 'a', text: 'Kuala Lumpur', at: [590, 220] }], size)[0]?.anchor).toBe('end');
  });

  it('a point of the route lies in the area that is marked for it, in the numbering and the borders of today', async () => {
    const { shapes, borders } = await loadAreaOutlines();
    const spots: readonly [string, Position][] = [
      ['ID-AC', [95.3, 5.5]],
      ['PK-BA', [66.99, 30.19]],
      ['PK-KP', [70.1, 33.9]],
      ['IR-23', [51.4, 35.7]],
      ['IR-11', [60.86, 29.5]],
      ['MY-13', [110.3, 1.5]],
      ['AF-PIA', [69.2, 33.6]],
      ['GR-M', [24.9, 35.2]],
    ];
    const found = spots.map(
      ([, at]) => [...shapes].find(([, own]) => own.some((one) => geoContains(one, [...at])))?.[0],
    );
    expect(found).toEqual(spots.map(([code]) => code));
    const known = new Set((await loadAreas()).map(({ code }) => code));
    expect([...shapes.keys()].filter((code) => !known.has(code))).toEqual([]);
    // What was divided since its shape was drawn marks nothing.
    for (const code of ['ID-PA', 'ID-PE', 'KH-3']) expect(shapes.has(code)).toBe(false);
    expect(borders.coordinates.length).toBeGreaterThan(500);
  });

  it('the outlines name the countries of the routes', async () => {
    const codes = new Set((await loadOutlines()).map(({ code }) => code));
    for (const code of ['IDN', 'MYS', 'PAK', 'IRN', 'TUR', 'GRC', 'FRA', 'NAM']) expect(codes).toContain(code);
  });
});
