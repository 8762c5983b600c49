import {
  convertCssVariables,
  createTheme,
  defaultCssVariablesResolver,
  DEFAULT_THEME,
  mergeMantineTheme,
  type CSSVariablesResolver,
} from '@mantine/core';

const sea = [
  '#eef6f8',
  '#dbeaef',
  '#b8d7e0',
  '#90c1cf',
  '#6fafc1',
  '#4f97ab',
  '#357f94',
  '#24697b',
  '#1b5767',
  '#124452',
] as const;

/** Fonts that are on the reader's machine and between them cover Latin, Arabic and Urdu. Nothing is fetched. */
const systemFonts =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', 'Noto Naskh Arabic', 'Geeza Pro', Tahoma, 'DejaVu Sans', sans-serif";

export const theme = createTheme({
  colors: { sea },
  primaryColor: 'sea',
  primaryShade: { light: 7, dark: 7 },
  fontFamily: systemFonts,
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  headings: { fontFamily: systemFonts, fontWeight: '650' },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  spacing: { xs: '0.375rem', sm: '0.625rem', md: '1rem', lg: '1.5rem', xl: '2.25rem' },
});

/** Every colour outside the component library's own; each text and ground pair is at least 4.5 : 1. */
export const kitColours = {
  light: {
    '--mantine-color-text': '#1b2327',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#54606a',
    '--mantine-color-placeholder': '#66717a',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#1b5767',
    '--mantine-color-default-border': '#87929a',
    '--kit-ground': '#f5f7f8',
    '--kit-surface': '#ffffff',
    '--kit-raised': '#eef2f4',
    '--kit-line': '#d6dde1',
    '--kit-accent': '#1b5767',
    '--kit-accent-ground': '#e3eff2',
    '--kit-good': '#17633a',
    '--kit-good-ground': '#e2f3e8',
    '--kit-attention': '#7a4a00',
    '--kit-attention-ground': '#fdf0d5',
    '--kit-bad': '#a1221b',
    '--kit-bad-ground': '#fce8e6',
    '--kit-info': '#1c4f86',
    '--kit-info-ground': '#e5eff9',
    '--kit-neutral': '#424d55',
    '--kit-neutral-ground': '#e9edf0',
    '--kit-series-1': '#24697b',
    '--kit-series-2': '#b2581a',
    '--kit-series-3': '#5b4b9a',
    '--kit-series-4': '#3d7a3a',
    '--kit-series-5': '#a13670',
  },
  dark: {
    '--mantine-color-text': '#e3e8eb',
    '--mantine-color-body': '#1b2125',
    '--mantine-color-dimmed': '#a9b4bb',
    '--mantine-color-placeholder': '#98a3ab',
    '--mantine-color-error': '#ff9a92',
    '--mantine-color-anchor': '#90c1cf',
    '--mantine-color-default-border': '#72808a',
    '--kit-ground': '#14191c',
    '--kit-surface': '#1b2125',
    '--kit-raised': '#232b30',
    '--kit-line': '#343f46',
    '--kit-accent': '#9fd0de',
    '--kit-accent-ground': '#1c3a44',
    '--kit-good': '#8fd6aa',
    '--kit-good-ground': '#173523',
    '--kit-attention': '#f2c879',
    '--kit-attention-ground': '#3b2d10',
    '--kit-bad': '#ffb1aa',
    '--kit-bad-ground': '#47201d',
    '--kit-info': '#a9cdf3',
    '--kit-info-ground': '#1b3350',
    '--kit-neutral': '#c6cfd5',
    '--kit-neutral-ground': '#2e383e',
    '--kit-series-1': '#6fb9cc',
    '--kit-series-2': '#f0a468',
    '--kit-series-3': '#b9a8f2',
    '--kit-series-4': '#8ecb8a',
    '--kit-series-5': '#ee92c1',
  },
} as const;

type Colour = keyof (typeof kitColours)['light'];

/** Which text stands on which ground. */
export const colourPairs: readonly { readonly text: Colour; readonly ground: Colour }[] = [
  { text: '--mantine-color-text', ground: '--kit-surface' },
  { text: '--mantine-color-text', ground: '--kit-ground' },
  { text: '--mantine-color-text', ground: '--kit-raised' },
  { text: '--mantine-color-dimmed', ground: '--kit-surface' },
  { text: '--mantine-color-dimmed', ground: '--kit-ground' },
  { text: '--mantine-color-error', ground: '--kit-surface' },
  { text: '--mantine-color-anchor', ground: '--kit-surface' },
  { text: '--kit-accent', ground: '--kit-accent-ground' },
  { text: '--kit-good', ground: '--kit-good-ground' },
  { text: '--kit-attention', ground: '--kit-attention-ground' },
  { text: '--kit-bad', ground: '--kit-bad-ground' },
  { text: '--kit-info', ground: '--kit-info-ground' },
  { text: '--kit-neutral', ground: '--kit-neutral-ground' },
];

const variables: CSSVariablesResolver = () => ({ variables: {}, ...kitColours });

/**
 * Puts the theme's variables into an adopted style sheet. The component library would write a <style> element
 * instead, which `style-src 'self'` forbids; sheets made through the object model are allowed.
 */
export function installTheme(): void {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme);
  const base = defaultCssVariablesResolver(merged);
  const own = variables(merged);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    convertCssVariables({
      variables: { ...base.variables, ...own.variables },
      light: { ...base.light, ...own.light },
      dark: { ...base.dark, ...own.dark },
    }),
  );
  // Paper is white whatever the screen is.
  const paper = new CSSStyleSheet();
  const dark = { ...base.light, ...own.light };
  paper.replaceSync(`@media print { ${convertCssVariables({ variables: {}, light: {}, dark })} }`);
  document.adoptedStyleSheets.push(sheet, paper);
}
