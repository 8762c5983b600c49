import { describe, expect, it } from 'vitest';
import { arcOf } from './arcs.ts';
import { loadOutlines } from './outlines.ts';
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

  it('the outlines name the countries of the routes', async () => {
    const codes = new Set((await loadOutlines()).map(({ code }) => code));
    for (const code of ['IDN', 'MYS', 'PAK', 'IRN', 'TUR', 'GRC', 'FRA', 'NAM']) expect(codes).toContain(code);
  });
});
