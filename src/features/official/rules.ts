import { codesOf, withParents } from '../../words/codes.ts';
import {
  figureAges,
  figureForms,
  figureOrigins,
  figureSexes,
  TOTAL,
  UNKNOWN_PART,
  type CellKey,
  type Figure,
  type OfficialContent,
  type OfficialTable,
} from './schema.ts';

/** Which dated step of a suspect is counted in which table. G12 counts the cases of the step, the others persons. */
export const stages: readonly { readonly table: OfficialTable; readonly kind: string }[] = [
  { table: 'G2', kind: 'FORMAL_CONTACT' },
  { table: 'G2', kind: 'INVESTIGATED' },
  { table: 'G3', kind: 'PROSECUTED' },
  { table: 'G4', kind: 'CONVICTED' },
  { table: 'G12', kind: 'INVESTIGATED' },
];

/**
 * The groups of UNODC's table of forms: sexual exploitation, forced labour (with servitude, slavery and child labour), removal
 * of organs, and every other purpose.
 */
const groupOf: Readonly<Record<string, string>> = {
  SEX: 'SEX',
  LAB: 'LAB',
  CHILDLAB: 'LAB',
  SERV: 'LAB',
  SLAV: 'LAB',
  ORG: 'ORG',
  MIXED: 'MIXED',
  ...Object.fromEntries(['BEG', 'CRIM', 'MARR', 'ADOPT', 'SURR', 'ARMED', 'OTHER'].map((code) => [code, 'OTHER'])),
};

/** Every form of exploitation by its group; what is not yet exploited or unknown has none. */
export const formGroups: Readonly<Record<string, string>> = Object.fromEntries(
  codesOf('exploitation-forms').flatMap(({ code }) => {
    const group = withParents('exploitation-forms', code).flatMap((wider) => groupOf[wider] ?? [])[0];
    return group === undefined ? [] : [[code, group]];
  }),
);

/** What is counted in a table; figures of different units are never added up. */
export const unitOf = (table: OfficialTable): 'person' | 'case' => (table === 'G12' ? 'case' : 'person');

const keyText = ({ table, year, sex, age, category }: CellKey): string => `${table} ${year} ${sex} ${age} ${category}`;

/** Each figure beside what an earlier release said; what neither has is not there. */
export function besideEarlier(
  figures: readonly Figure[],
  earlier: readonly Figure[],
  years: readonly number[],
): Figure[] {
  const before = new Map(earlier.map((one) => [keyText(one), one]));
  const toldYears = new Set(earlier.map(({ year }) => year));
  const now = figures.map((one): Figure => {
    const was = before.get(keyText(one));
    before.delete(keyText(one));
    if (!toldYears.has(one.year)) return one;
    return { ...one, was: was === undefined ? 0 : was.value };
  });
  const gone = [...before.values()].filter(({ year }) => years.includes(year));
  return [...now, ...gone.map((one): Figure => ({ ...one, value: 0, withheld: false, was: one.value }))];
}

/** A figure that changed since the release before, both being told. */
export const isRevised = ({ value, was }: Figure): boolean =>
  value !== null && was !== null && was !== undefined && value !== was;

/** Rate per 100,000 residents. */
const per100000 = (count: number, people: number): number => (count / people) * 100_000;

const order = (words: readonly string[]) => {
  const all = [TOTAL, ...words];
  return (one: string, other: string): number => {
    const [first, second] = [all.indexOf(one), all.indexOf(other)];
    if (first >= 0 && second >= 0) return first - second;
    if (one === UNKNOWN_PART || other === UNKNOWN_PART) return one === UNKNOWN_PART ? 1 : -1;
    return first >= 0 ? -1 : second >= 0 ? 1 : one < other ? -1 : 1;
  };
};
const bySex = order(figureSexes);
const byAge = order(figureAges);
const byCategory = order(
  [...new Set([...figureForms, ...figureOrigins])].toSorted(
    (a, b) => Number(a === UNKNOWN_PART) - Number(b === UNKNOWN_PART),
  ),
);

export interface OfficialRow {
  readonly table: OfficialTable;
  readonly sex: string;
  readonly age: string;
  readonly category: string;
  readonly byYear: ReadonlyMap<number, Figure>;
}

/** The rows of a table, the whole first, each with its figures by year. */
export function rowsOf(figures: readonly Figure[], table: OfficialTable): OfficialRow[] {
  const rows = Map.groupBy(
    figures.filter((one) => one.table === table),
    ({ sex, age, category }) => `${sex} ${age} ${category}`,
  );
  return [...rows.values()]
    .flatMap((same) => {
      const [first] = same;
      if (!first) return [];
      const { sex, age, category } = first;
      return [{ table, sex, age, category, byYear: new Map(same.map((one) => [one.year, one])) }];
    })
    .toSorted((a, b) => byCategory(a.category, b.category) || bySex(a.sex, b.sex) || byAge(a.age, b.age));
}

export interface Rate {
  readonly series: string;
  readonly year: number;
  readonly count: number | null;
  readonly people: number;
  readonly rate: number | null;
}

/** Series of SDG 16.2.2 by the form they tell of; those of number end without, those of rate with an R. */
export const sdgSeries: readonly {
  readonly number: string;
  readonly rate: string;
  readonly forms: readonly string[];
}[] = [
  { number: 'VC_HTF_DETV', rate: 'VC_HTF_DETVR', forms: [TOTAL] },
  { number: 'VC_HTF_DETVSX', rate: 'VC_HTF_DETVSXR', forms: ['SEX'] },
  { number: 'VC_HTF_DETVFL', rate: 'VC_HTF_DETVFLR', forms: ['LAB'] },
  { number: 'VC_HTF_DETVOG', rate: 'VC_HTF_DETVOGR', forms: ['ORG'] },
  { number: 'VC_HTF_DETVOP', rate: 'VC_HTF_DETVOPR', forms: ['OTHER', 'MIXED'] },
];

/** Detected victims per 100,000 residents, for each year whose population is known. Detection, not prevalence. */
export function ratesOf({ figures, population }: Pick<OfficialContent, 'figures' | 'population'>): Rate[] {
  return sdgSeries.flatMap(({ rate: series, forms }) =>
    population.map(({ year, people }) => {
      const parts = forms.map((form) =>
        figures.find(
          (one) =>
            one.table === 'G8' && one.year === year && one.sex === TOTAL && one.age === TOTAL && one.category === form,
        ),
      );
      const count = parts.some((one) => one?.withheld) ? null : parts.reduce((sum, one) => sum + (one?.value ?? 0), 0);
      return { series, year, count, people, rate: count === null ? null : per100000(count, people) };
    }),
  );
}
