import { drawName, type FullName, type NameLists } from '../src/engines/caseload/names.ts';
import { randomOf, type Random } from '../src/engines/caseload/random.ts';
import { arabicByRule, respell } from '../src/engines/caseload/spelling.ts';
import { agencyLists } from './agency-lists.ts';

/** Lists that differ in what they hold and how badly it is written; `files` have the columns `id` and, for the truth, `cluster`. */
export interface ListKind {
  readonly name: string;
  readonly files: readonly string[];
  /** Several lists are searched for repetitions too. */
  readonly dedupe: boolean;
}

interface Person {
  readonly name: FullName;
  readonly sex: 'F' | 'M';
  readonly country: string;
  readonly birth: string;
  readonly town: string;
  readonly document: string;
  readonly phone: string;
  readonly national: string;
}

/** How one list writes its people. */
interface Habit {
  readonly columns: Readonly<Record<string, (person: Person, random: Random) => string>>;
  /** Share of values with a slip. */
  readonly slips: number;
  readonly missing: number;
}

const towns = Array.from(
  { length: 40 },
  (_, at) =>
    `${['Kota', 'Desa', 'Bandar', 'Phum'][at % 4]} ${'ABDEGIKLMNOPRSTU'[at % 16]}a${'lnrsmt'[at % 6]}${'aiueo'[at % 5]}ng`,
);

/** The kinds of lists that linking is tried on beside the public ones. Same seed, same bytes. */
export function* linkageLists(names: NameLists, seed: string): Generator<ListKind> {
  const agencies = agencyLists(names, { agencies: 4, people: 5000, seed });
  const files = agencies.map(({ csv, truth }) => {
    const [head = '', ...rows] = csv.split('\n');
    return [
      `${head.replace('No Kasus', 'id')},cluster`,
      ...rows.map((row, at) => `${row},${truth[at]?.person ?? -1}`),
    ].join('\n');
  });
  yield { name: 'four agencies, matched and searched', files, dedupe: true };
  yield { name: 'four agencies, matched only', files, dedupe: false };
  const [first = '', ...others] = files;
  yield {
    name: 'four agencies in one list',
    files: [[first, ...others.map((file) => file.slice(file.indexOf('\n') + 1))].join('\n')],
    dedupe: true,
  };
  const of = (name: string, countries: readonly string[]) => new Population(names, randomOf(seed, name), countries);
  const mixed = ['IDN', 'PAK', 'PHL', 'BGD', 'VNM', 'MYS'];
  yield {
    name: 'no dates',
    dedupe: true,
    files: [
      of('no dates', mixed).list(4000, 1.5, {
        slips: 0.1,
        missing: 0.15,
        columns: { nama: whole, sex, town, phone, document },
      }),
    ],
  };
  yield {
    name: 'no dates, no numbers',
    dedupe: true,
    files: [
      of('bare', mixed).list(3000, 1.5, {
        slips: 0.08,
        missing: 0.05,
        columns: { given_name: given, family_name: family, sex, town, country },
      }),
    ],
  };
  yield {
    name: 'many records a person',
    dedupe: true,
    files: [
      of('many', ['IDN', 'PHL', 'MYS']).list(1200, 9, {
        slips: 0.2,
        missing: 0.2,
        columns: { first_name: given, last_name: family, dob: birth, town, sex },
      }),
    ],
  };
  yield {
    name: 'two in a hundred twice',
    dedupe: true,
    files: [
      of('few', mixed).list(9800, 1.02, {
        slips: 0.1,
        missing: 0.1,
        columns: { first_name: given, surname: family, dob: birth, sex, town, phone },
      }),
    ],
  };
  yield {
    name: 'nobody twice',
    dedupe: true,
    files: [
      of('none', mixed).list(6000, 1, {
        slips: 0.1,
        missing: 0.1,
        columns: { first_name: given, surname: family, dob: birth, sex, town },
      }),
    ],
  };
  yield {
    name: 'badly written',
    dedupe: true,
    files: [
      of('typos', mixed).list(4000, 1.6, {
        slips: 0.4,
        missing: 0.2,
        columns: { first_name: given, surname: family, dob: birth, sex, town, document, phone },
      }),
    ],
  };
  yield {
    name: 'few family names',
    dedupe: true,
    files: [
      of('common', ['VNM', 'KHM']).list(6000, 1.4, {
        slips: 0.1,
        missing: 0.08,
        columns: { full_name: whole, date_of_birth: birth, gender: sex, province: town },
      }),
    ],
  };
  const people = of('columns', mixed);
  const written = { slips: 0.12, missing: 0.12 };
  yield {
    name: 'other columns, one with national numbers',
    dedupe: false,
    files: [
      people.part(4000, 0.6, {
        ...written,
        columns: { nik: national, 'nama lengkap': whole, 'tanggal lahir': otherBirth, jk: sex, kota: town },
      }),
      people.part(4000, 0.6, {
        ...written,
        columns: { NOMBRE: given, APELLIDO: family, 'FECHA NAC': birth, SEXO: sex, CIUDAD: town, TEL: phone },
      }),
      people.part(4000, 0.6, {
        ...written,
        columns: { Vorname: given, Nachname: family, Geburtsdatum: germanBirth, Ort: town, Telefon: phone },
      }),
    ],
  };
}

/** Lists of 50 to 100 records, as a shelter or a village keeps. Same seed, same bytes. */
export function* smallLists(names: NameLists, seed: string): Generator<ListKind> {
  const one = (name: string, people: number, times: number, countries: readonly string[], habit: Habit): ListKind => ({
    name,
    dedupe: true,
    files: [new Population(names, randomOf(seed, name), countries).list(people, times, habit)],
  });
  const usual = { slips: 0.1, missing: 0.1 };
  const mixed = ['IDN', 'PAK', 'PHL', 'BGD', 'VNM', 'MYS'];
  const named = { first_name: given, surname: family, dob: birth, sex };
  yield one('names, dates, numbers', 50, 1.5, mixed, { ...usual, columns: { ...named, town, document, phone } });
  yield one('names, dates', 60, 1.4, mixed, { ...usual, columns: { ...named, town } });
  yield one('no dates', 50, 1.5, mixed, { ...usual, columns: { nama: whole, sex, town, phone } });
  const few = { full_name: whole, date_of_birth: birth, gender: sex, province: town };
  yield one('few family names', 60, 1.4, ['VNM', 'KHM'], { ...usual, columns: few });
  yield one('badly written', 50, 1.6, mixed, {
    slips: 0.4,
    missing: 0.2,
    columns: { ...named, town, document, phone },
  });
  yield one('one in twenty twice', 90, 1.05, mixed, { ...usual, columns: { ...named, town } });
  yield one('nobody twice', 80, 1, mixed, { ...usual, columns: { ...named, town } });
}

class Population {
  readonly #names: NameLists;
  readonly #random: Random;
  readonly #countries: readonly string[];
  #people: readonly Person[] = [];
  #rows = 0;

  constructor(names: NameLists, random: Random, countries: readonly string[]) {
    this.#names = names;
    this.#random = random;
    this.#countries = countries;
  }

  /** So many people, recorded so often on average, at least once. */
  list(people: number, records: number, habit: Habit): string {
    this.#make(people);
    const again = Array.from({ length: Math.round(people * (records - 1)) }, () => this.#random.whole(0, people - 1));
    return this.#write([...this.#people.keys(), ...again], habit);
  }

  /** A share of the people, who are the same in each part. */
  part(people: number, share: number, habit: Habit): string {
    if (this.#people.length === 0) this.#make(people);
    return this.#write(
      [...this.#people.keys()].filter(() => this.#random.chance(share)),
      habit,
    );
  }

  #make(people: number): void {
    this.#people = Array.from({ length: people }, () =>
      drawPerson(this.#random, this.#names, this.#random.pick(this.#countries)),
    );
  }

  #write(people: readonly number[], { columns, slips, missing }: Habit): string {
    const random = this.#random;
    const rows = random.some(people, people.length).map((at) => {
      const person = this.#people[at];
      if (!person) throw new RangeError('nobody');
      const values = Object.values(columns).map((write) => {
        const text = write(person, random);
        if (random.chance(missing)) return '';
        return random.chance(slips) ? slip(random, text) : text;
      });
      this.#rows += 1;
      return [`R${random.whole(100, 999)}${this.#rows}`, ...values, at].join(',');
    });
    return [`id,${Object.keys(columns).join(',')},cluster`, ...rows].join('\n');
  }
}

function drawPerson(random: Random, names: NameLists, country: string): Person {
  const sexOf = random.chance(0.6) ? 'F' : 'M';
  const day = new Date(Date.UTC(1960, 0, 1) + random.whole(0, 16_800) * 86_400_000);
  return {
    name: drawName(random, names, country, sexOf),
    sex: sexOf,
    country,
    birth: day.toISOString().slice(0, 10),
    town: random.pick(towns),
    document: `${random.pick(['A', 'B', 'C', 'E'])}${random.whole(1_000_000, 9_999_999)}`,
    phone: `0812${random.whole(10_000_000, 99_999_999)}`,
    national: String(random.whole(1e15, 9e15)),
  };
}

const word = (random: Random, { script }: FullName, { latin, native }: FullName['given']): string => {
  if (script !== 'Latn' && random.chance(0.2)) return native ?? (script === 'Arab' ? arabicByRule(latin) : latin);
  return random.chance(0.15) ? respell(random, latin) : latin;
};
const given = ({ name }: Person, random: Random): string => word(random, name, name.given);
const family = ({ name }: Person, random: Random): string => word(random, name, name.family);
const whole = (person: Person, random: Random): string =>
  person.name.familyFirst
    ? `${family(person, random)} ${given(person, random)}`
    : `${given(person, random)} ${family(person, random)}`;
const sex = (person: Person): string => person.sex;
const country = (person: Person): string => person.country;
const town = (person: Person): string => person.town;
const phone = (person: Person): string => person.phone;
const document = (person: Person): string => person.document;
const national = (person: Person): string => person.national;
const birth = (person: Person): string => person.birth;
const otherBirth = (person: Person): string => person.birth.split('-').toReversed().join('/');
const germanBirth = (person: Person): string => person.birth.split('-').toReversed().join('.');

const letters = 'abdeghiklmnoprstuy'.split('');

/** One letter or digit replaced, left out or changed with the next. */
function slip(random: Random, text: string): string {
  if (text.length < 2) return text;
  const at = random.whole(0, text.length - 2);
  const [before, own, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)];
  if (/\d/.test(own)) return before + String(random.whole(0, 9)) + after;
  if (random.chance(0.3)) return before + after;
  return random.chance(0.5) ? before + random.pick(letters) + after : before + after.slice(0, 1) + own + after.slice(1);
}
