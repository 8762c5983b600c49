import { ageOn, plusDays } from './days.ts';
import type { CaseKind } from './kind.ts';
import { drawName, withoutMarks, type FullName, type NameLists } from './names.ts';
import type { Random } from './random.ts';

/** An invented human being as nobody records them: what is true in the story. */
export interface Human {
  readonly id: string;
  readonly name: FullName;
  readonly sex: 'F' | 'M';
  readonly born: string;
  readonly country: string;
  readonly area: string;
  readonly education: string;
  readonly passport: string | null;
  readonly identityCard: string | null;
  readonly phone: string;
  readonly email: string | null;
}

const dialling: Readonly<Record<string, string>> = {
  IDN: '62',
  MYS: '60',
  PAK: '92',
  KHM: '855',
  VNM: '84',
  PHL: '63',
  BGD: '880',
  AFG: '93',
  IRN: '98',
};
const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.whole(0, 9)).join('');

/** A number nobody has: 800-00 is in no plan of these countries. */
export const inventedPhone = (random: Random, country: string): string =>
  `+${dialling[country] ?? '62'} 800-00${digits(random, 2)}-${digits(random, 4)}`;

/** A human of a place, old enough for the kind of story on the day it began. */
export function makeHuman(
  random: Random,
  kind: CaseKind,
  names: NameLists,
  began: string,
  [country, area]: readonly [string, string],
): Human {
  const sex = random.chance(kind.female) ? 'F' : 'M';
  const [youngest, oldest] = kind.ages;
  const age = youngest + Math.floor((oldest - youngest + 1) * random.next() ** 1.5);
  const name = drawName(random, names, country, sex);
  const address = withoutMarks(`${name.given.latin}.${name.family.latin}`)
    .toLowerCase()
    .replaceAll(/[^a-z.]/g, '');
  return {
    id: random.uuid(),
    name,
    sex,
    born: plusDays(began, -Math.floor(age * 365.25) - random.whole(1, 364)),
    country,
    area,
    education: String(random.weighted([0, 1, 2, 3, 4, 6], (level) => [1, 4, 4, 3, 1, 0, 1][level] ?? 1)),
    passport: random.chance(0.55) ? `DEMO-P-${digits(random, 7)}` : null,
    identityCard: random.chance(0.6) ? `DEMO-ID-${digits(random, 9)}` : null,
    phone: inventedPhone(random, country),
    email: random.chance(0.2) ? `${address}.${digits(random, 4)}@example.org` : null,
  };
}

export const isChild = (human: Human, day: string): boolean => ageOn(human.born, day) < 18;
