import { useComputedColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { contrastOf } from './contrast.ts';
import css from './foundation.module.css';
import { useFormats, useT } from './i18n.ts';
import { Icon, iconNames } from './icons.tsx';
import { colourPairs, kitColours } from './theme.ts';

/** Each text colour on its ground, with the contrast of the two in the scheme now shown. */
export function ColourPairs() {
  const t = useT();
  const { ratio } = useRatio();
  const scheme = useComputedColorScheme('light');
  const colours = kitColours[scheme];
  return (
    <ul className={css.pairs}>
      {colourPairs.map(({ text, ground }) => (
        <li key={`${text} ${ground}`} style={{ color: colours[text], background: colours[ground] }}>
          <code dir="ltr">{nameOf(text)}</code>
          <code dir="ltr">{nameOf(ground)}</code>
          <span>{t('kit.contrast', { ratio: ratio(contrastOf(colours[text], colours[ground])) })}</span>
        </li>
      ))}
    </ul>
  );
}

/** The colours of the series of charts, each beside the next. */
export function SeriesColours() {
  const colours = kitColours[useComputedColorScheme('light')];
  return (
    <ul className={css.series}>
      {Object.entries(colours)
        .filter(([name]) => name.startsWith('--kit-series'))
        .map(([name, colour]) => (
          <li key={name}>
            <span aria-hidden="true" style={{ background: colour }} />
            <code dir="ltr">{nameOf(name)}</code>
          </li>
        ))}
    </ul>
  );
}

const nameOf = (token: string): string => token.replace(/^--(?:mantine-color|kit)-/, '');

function useRatio(): { ratio: (value: number) => string } {
  const { number } = useFormats();
  return { ratio: (value) => number(Math.round(value * 10) / 10) };
}

const sizes = ['xl', 'lg', 'md', 'sm', 'xs'] as const;

/** The sizes of type, in the reader's script. */
export function TypeScale({ sample }: { sample: string }) {
  return (
    <ul className={css.scale}>
      {sizes.map((size) => (
        <li key={size}>
          <code dir="ltr">{size}</code>
          <span style={{ fontSize: `var(--mantine-font-size-${size})` }}>{sample}</span>
        </li>
      ))}
    </ul>
  );
}

/** The steps of space between parts. */
export function SpaceScale() {
  return (
    <ul className={css.scale}>
      {sizes.map((size) => (
        <li key={size}>
          <code dir="ltr">{size}</code>
          <span className={css.space} style={{ inlineSize: `var(--mantine-spacing-${size})` }} />
        </li>
      ))}
    </ul>
  );
}

/** Every picture, with its name. */
export function IconGrid() {
  return (
    <ul className={css.icons}>
      {iconNames.map((name) => (
        <li key={name}>
          <Icon name={name} size={22} />
          <code dir="ltr">{name}</code>
        </li>
      ))}
    </ul>
  );
}

/** The same part in both directions, side by side. */
export function BothDirections({ ltr, rtl }: { ltr: ReactNode; rtl: ReactNode }) {
  return (
    <div className={css.directions}>
      <div dir="ltr" lang="en">
        {ltr}
      </div>
      <div dir="rtl" lang="ur">
        {rtl}
      </div>
    </div>
  );
}
