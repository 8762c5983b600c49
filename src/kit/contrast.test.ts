import { expect, it } from 'vitest';
import { contrastOf } from './contrast.ts';
import { colourPairs, kitColours } from './theme.ts';

it('gives the ratios of the WCAG definition', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrastOf('#767676', '#ffffff')).toBeGreaterThan(4.5);
});

it('every pair of text and ground can be read, in light and in dark', () => {
  for (const scheme of ['light', 'dark'] as const) {
    const colours = kitColours[scheme];
    for (const { text, ground } of colourPairs)
      expect(contrastOf(colours[text], colours[ground]), `${scheme} ${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  }
});
