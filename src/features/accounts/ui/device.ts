const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const systems = ['Android', 'iPhone', 'iPad', 'Windows', 'Macintosh', 'CrOS', 'Linux'] as const;

/** The browser and system out of what a browser says of itself; what is not known stays as it was said. */
export function deviceWords(userAgent: string): string {
  const browser = browsers.find(([sign]) => userAgent.includes(sign))?.[1];
  const system = systems.find((sign) => userAgent.includes(sign));
  if (browser === undefined || system === undefined) return userAgent.slice(0, 60);
  return `${browser} · ${system === 'Macintosh' ? 'Mac' : system}`;
}
