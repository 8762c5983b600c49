import { drawName, type FullName, type NameLists } from '../src/engines/caseload/names.ts';
import { randomOf, type Random } from '../src/engines/caseload/random.ts';
import { arabicByRule, respell } from '../src/engines/caseload/spelling.ts';

/** One agency's list as it would be brought in, and the person each row is in truth. */
export interface AgencyList {
  readonly csv: string;
  /** By row, the number of the case and the true person. */
  readonly truth: readonly { readonly key: string; readonly person: number }[];
}

interface Human {
  readonly name: FullName;
  readonly country: string;
  readonly sex: 'F' | 'M';
  readonly birth: string;
  readonly passport: string;
  readonly phone: string;
}

const countries = ['IDN', 'IDN', 'IDN', 'PAK', 'AFG', 'KHM', 'KHM', 'BGD', 'PHL'] as const;
const header = 'No Kasus,Nama Lengkap,JK,Tanggal Lahir,WN,No Paspor,No HP,TPPO\n';

/**
 * Lists of several agencies about the same invented people: names in Latin, Arabic and Khmer letters, spelt anew by each
 * office, dates swapped or missing, passports copied wrongly. A person is in a list by chance, the same for all lists; one
 * in fifty rows is a second record of somebody in the same list. Same seed, same bytes.
 */
export function agencyLists(
  names: NameLists,
  { agencies, people, seed, share = 0.36 }: { agencies: number; people: number; seed: string; share?: number },
): AgencyList[] {
  const random = randomOf(seed);
  const humans = Array.from({ length: Math.round(people / share) }, () => makeHuman(random, names));
  return Array.from({ length: agencies }, (_, agency) => {
    const known = humans.map((_, person) => person).filter(() => random.chance(share));
    const again = known.filter(() => random.chance(0.02));
    const rows = random.some([...known, ...again], known.length + again.length).slice(0, people);
    const truth = rows.map((person, at) => ({ key: `A${agency + 1}-${String(at + 1).padStart(5, '0')}`, person }));
    const lines = truth.map(({ key, person }) => `${key},${rowOf(random, humans[person] as Human)}`);
    return { csv: header + lines.join('\n'), truth };
  });
}

function makeHuman(random: Random, names: NameLists): Human {
  const country = random.pick(countries);
  const sex = random.chance(0.6) ? 'F' : 'M';
  const day = new Date(Date.UTC(1960, 0, 1) + random.whole(0, 16_800) * 86_400_000);
  return {
    name: drawName(random, names, country, sex),
    country,
    sex,
    birth: day.toISOString().slice(0, 10),
    passport: `${random.pick(['A', 'B', 'C', 'E'])}${random.whole(1_000_000, 9_999_999)}`,
    phone: `0812${random.whole(10_000_000, 99_999_999)}`,
  };
}

function rowOf(random: Random, { name, country, sex, birth, passport, phone }: Human): string {
  const number = random.chance(0.5) ? (random.chance(0.05) ? slip(random, passport) : passport) : '';
  const born = random.chance(0.12) ? '' : random.chance(0.08) ? otherDay(random, birth) : birth;
  return [
    writtenName(random, name),
    sex === 'F' ? 'P' : 'L',
    born,
    country,
    number,
    random.chance(0.35) ? phone : '',
    'ya',
  ].join(',');
}

function writtenName(random: Random, { given, family, script, familyFirst }: FullName): string {
  const native = script === 'Latn' ? false : random.chance(0.4);
  const write = ({ latin, native: own }: FullName['given']): string => {
    if (native) return own ?? (script === 'Arab' ? arabicByRule(latin) : latin);
    return random.chance(0.2) ? respell(random, latin) : latin;
  };
  const parts = familyFirst ? [write(family), write(given)] : [write(given), write(family)];
  // Some offices write only one name.
  return random.chance(0.05) ? (parts[familyFirst ? 1 : 0] ?? '') : parts.join(' ');
}

function slip(random: Random, text: string): string {
  const at = random.whole(1, text.length - 1);
  return text.slice(0, at) + String(random.whole(0, 9)) + text.slice(at + 1);
}

function otherDay(random: Random, birth: string): string {
  const [year = '', month = '', day = ''] = birth.split('-');
  if (Number(day) <= 12 && random.chance(0.5)) return `${year}-${day}-${month}`;
  return random.chance(0.5)
    ? `${Number(year) + random.pick([-1, 1])}-${month}-${day}`
    : `${year}-${month}-${String(random.whole(1, 28)).padStart(2, '0')}`;
}
