import type { AgeRange } from '../draft.ts';

const OLDEST = 130;

/**
 * A band of ages as CTDC and its copies write it: `9--17`, `09--17`, `9-17`, `48+`, or one age. Null when it is not
 * known, undefined when it is no band.
 */
export function parseAgeBand(text: string): AgeRange | null | undefined {
  const plain = text.trim().replace(/^'/, '');
  if (plain === '' || /^(-99(\.0)?|unknown)$/i.test(plain)) return null;
  const open = /^(\d{1,3})\s*\+$/.exec(plain);
  if (open) return band(Number(open[1]), null);
  const closed = /^(\d{1,3})\s*[-–—]+\s*(\d{1,3})$/.exec(plain);
  if (closed) return band(Number(closed[1]), Number(closed[2]));
  return /^\d{1,3}(\.0)?$/.test(plain) ? band(Number(plain), Number(plain)) : undefined;
}

const band = (min: number, max: number | null): AgeRange | undefined =>
  min <= OLDEST && (max === null || (max >= min && max <= OLDEST)) ? { min, max } : undefined;

/** Adult or minor, as ages. */
export function parseMajority(text: string): AgeRange | null | undefined {
  switch (text.trim().toLowerCase()) {
    case '':
    case '-99':
    case 'unknown':
      return null;
    case 'adult':
      return { min: 18, max: null };
    case 'minor':
    case 'child':
      return { min: 0, max: 17 };
    default:
      return undefined;
  }
}
