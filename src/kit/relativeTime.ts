import { useEffect, useMemo, useState } from 'react';
import { languages, useLanguage } from './i18n.ts';

const minute = 60_000;
const units = [
  ['year', 365 * 24 * 60 * minute],
  ['month', 30 * 24 * 60 * minute],
  ['day', 24 * 60 * minute],
  ['hour', 60 * minute],
  ['minute', minute],
] as const;

/** How far an instant lies from another, in the largest unit of which there are two: "in 5 hours", "3 days ago". */
function relativeTime(locale: string, milliseconds: number): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const size = Math.abs(milliseconds);
  const [unit, length] = units.find(([, long]) => size >= 2 * long) ?? ['minute' as const, minute];
  return format.format(Math.trunc(milliseconds / length), unit);
}

/** The present, read anew each minute, for what counts down on the page. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Writes how far instants lie from now, in the reader's language. */
export function useRelativeTime(): (iso: string) => string {
  const { locale } = languages[useLanguage()];
  const now = useNow();
  return useMemo(() => (iso) => relativeTime(locale, Date.parse(iso) - now), [locale, now]);
}
