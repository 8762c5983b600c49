import { useT } from '../../../kit/i18n.ts';

/** What a browser calls itself. Most say the names of others too, so the particular ones come first. */
const browsers = [
  ['Edg', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser/', 'Samsung Internet'],
  ['FxiOS/', 'Firefox'],
  ['Firefox/', 'Firefox'],
  ['CriOS/', 'Chrome'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Macintosh', 'Mac'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const;

/** The browser and the system in what a browser says of itself, coarsely; null where one of them is not known. */
export function deviceOf(userAgent: string): { browser: string; system: string } | null {
  const browser = browsers.find(([sign]) => userAgent.includes(sign))?.[1];
  const system = systems.find(([sign]) => userAgent.includes(sign))?.[1];
  return browser === undefined || system === undefined ? null : { browser, system };
}

/** Writes which browser on which system; of other programs, what they call themselves. */
export function useDeviceWords(): (userAgent: string) => string {
  const t = useT();
  return (userAgent) => {
    const device = deviceOf(userAgent);
    if (device) return t('sessions.browserOn', device);
    const [program = ''] = userAgent.split(/[ (]/u);
    return program === '' ? t('value.unknown') : t('sessions.program', { name: program.slice(0, 40) });
  };
}
