import './library.css';
import './base.css';
import { DirectionProvider, MantineProvider, useMantineColorScheme } from '@mantine/core';
import { lazy, Suspense, type ReactNode } from 'react';
import { languages, useLanguage } from './i18n.ts';
import { useNoticesAsked } from './notify.ts';
import { installTheme, theme } from './theme.ts';

installTheme();

const Notices = lazy(async () => ({ default: (await import('./Notices.tsx')).Notices }));

export type ColorScheme = 'auto' | 'light' | 'dark';

/** Everything the kit's parts need around them: theme, light and dark, direction of the language, notices. */
export function KitProvider({ children }: { children: ReactNode }) {
  const { direction } = languages[useLanguage()];
  return (
    <DirectionProvider key={direction} initialDirection={direction}>
      <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
        {children}
        <Suspense fallback={null}>{useNoticesAsked() && <Notices />}</Suspense>
      </MantineProvider>
    </DirectionProvider>
  );
}

/** The reader's choice of light, dark or the device's own setting, kept on this device. */
export function useColorSchemeChoice(): [ColorScheme, (next: ColorScheme) => void] {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return [colorScheme, setColorScheme];
}
