import { wholeNumbers } from './seeded.ts';

/** Values to draw from; a value that stands in them twice is drawn twice as often. */
export interface SyntheticPools {
  readonly given: readonly string[];
  readonly surnames: readonly string[];
  /** Place and postcode, which go together. */
  readonly places: readonly (readonly [string, string])[];
}

/** A record of somebody invented. `person` is the truth. */
export interface SyntheticRecord {
  readonly person: number;
  readonly given: string | null;
  readonly surname: string | null;
  readonly birth: string | null;
  readonly place: string | null;
  readonly postcode: string | null;
}

const FIRST_DAY = Date.UTC(1930, 0, 1);
const DAYS = 29_220;
const DAY = 86_400_000;

/**
 * Invented persons, of whom some are recorded twice: birth dates are uniform over eighty years; in a repetition each name has an edit with 15 %,
 * the date with 10 %, and each value is missing with 20 %. Same seed, same records, in an order that tells nothing.
 */
export function* syntheticRecords(
  { persons, repetitions, seed }: { persons: number; repetitions: number; seed: number },
  pools: SyntheticPools,
): Generator<SyntheticRecord> {
  const next = wholeNumbers(seed);
  const pick = <T>(from: readonly T[]): T => {
    const found = from[next(from.length)];
    if (found === undefined) throw new RangeError('A pool to draw from is empty.');
    return found;
  };
  const kept: SyntheticRecord[] = [];
  for (let person = 0; person < persons; person += 1) {
    const [place, postcode] = pick(pools.places);
    const birth = new Date(FIRST_DAY + next(DAYS) * DAY).toISOString().slice(0, 10);
    kept.push({ person, given: pick(pools.given), surname: pick(pools.surnames), birth, place, postcode });
  }
  const chance = (percent: number): boolean => next(100) < percent;
  const or = (value: string | null): string | null => (chance(20) ? null : value);
  const edited = (value: string | null, percent: number): string | null =>
    value !== null && chance(percent) ? edit(value, next) : value;
  for (let at = 0; at < repetitions; at += 1) {
    const { person, given, surname, birth, place, postcode } = originalOf(kept, next(persons));
    kept.push({
      person,
      given: or(edited(given, 15)),
      surname: or(edited(surname, 15)),
      birth: or(birth !== null && chance(10) ? otherDay(birth, next) : birth),
      place: or(place),
      postcode: or(postcode),
    });
  }
  for (let at = kept.length - 1; at >= 0; at -= 1) {
    const other = next(at + 1);
    const [one, two] = [kept[at], kept[other]];
    if (one && two) {
      kept[other] = one;
      yield two;
    }
  }
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** One letter replaced, left out, put in or changed with the next. */
function edit(value: string, next: (below: number) => number): string {
  const at = next(Math.max(1, value.length - 1));
  const letter = letters[next(letters.length)] ?? 'a';
  const [before, own, after] = [value.slice(0, at), value.slice(at, at + 1), value.slice(at + 1)];
  switch (next(4)) {
    case 0:
      return before + letter + after;
    case 1:
      return before + after;
    case 2:
      return before + letter + own + after;
    default:
      return before + after.slice(0, 1) + own + after.slice(1);
  }
}

/** Day and month swapped, or one of the last digits changed. */
function otherDay(birth: string, next: (below: number) => number): string {
  const [year = '', month = '', day = ''] = birth.split('-');
  if (Number(day) <= 12 && next(3) === 0) return `${year}-${day}-${month}`;
  return next(2) === 0
    ? `${year.slice(0, 3)}${next(10)}-${month}-${day}`
    : `${year}-${month}-${String(1 + next(28)).padStart(2, '0')}`;
}

function originalOf(kept: readonly SyntheticRecord[], at: number): SyntheticRecord {
  const found = kept[at];
  if (found === undefined) throw new RangeError('There are no persons to repeat.');
  return found;
}
