import { beforeAll, expect, test } from 'vitest';
import { linearSolver } from '../../../platform/optimise/index.ts';
import { keyOf } from './cells.ts';
import { buildJoint, type EarlierTable, type JointBuild, type JointTask, type KnownCell } from './joint.ts';
import type { Profile } from './profiles.ts';
import type { Solve } from './programme.ts';

let solve: Solve;
beforeAll(async () => {
  solve = await linearSolver();
});

/** People who stand once in each of the tables given, with these values. */
const people = (count: number, ...tables: (readonly string[] | null)[]): Profile => ({
  count,
  stands: tables.map((values) => (values === null ? [] : [[values]])),
});
const own = { threshold: 11, masks: null, given: null, width: 11, printed: null, hidden: [] };
const alone = (profiles: readonly Profile[]): JointTask => ({ profiles, own, earlier: [], spare: false });
const knownOf = (build: JointBuild): KnownCell[] =>
  build.cells.map(({ values, count, withheld }) => ({
    values,
    exact: !withheld,
    low: withheld ? 1 : count,
    high: withheld ? Number.POSITIVE_INFINITY : count,
  }));
const out = (known: readonly KnownCell[]): EarlierTable => ({ id: 'first', threshold: 11, masks: null, known });

test('a later table of the same people is refused when three more of one kind could be subtracted, and spares them when asked', () => {
  const groups = [
    [40, 'IDN', 'F'],
    [30, 'IDN', 'M'],
    [25, 'PAK', 'F'],
    [50, 'PAK', 'M'],
  ] as const;
  const first = buildJoint(alone(groups.map(([count, ...values]) => people(count, values))), solve);
  const later: JointTask = {
    profiles: [
      ...groups.map(([count, ...values]) => people(count, values, values)),
      people(3, ['IDN', 'F'], null),
      people(20, ['PAK', 'M'], null),
    ],
    own,
    earlier: [out(knownOf(first))],
    spare: false,
  };
  const refused = buildJoint(later, solve).exposed;
  expect(refused).toContainEqual({ release: 'first', kind: 'difference', values: ['IDN', 'F'], low: 3, high: 3 });
  const spared = buildJoint({ ...later, spare: true }, solve);
  expect(spared.exposed).toEqual([]);
  expect(spared.cells.find(({ values }) => keyOf(values) === keyOf(['IDN', 'F']))?.withheld).toBe(true);
});

test('a table by another field that shares a sum is refused when the sum gives a withheld count away', () => {
  const profiles = [people(3, ['F'], ['IDN', 'F']), people(40, ['M'], ['IDN', 'M']), people(60, ['F'], ['PAK', 'F'])];
  // F is 63 and PAK 60, so IDN F is three.
  const known: KnownCell[] = [
    { values: ['PAK', 'F'], exact: true, low: 60, high: 60 },
    { values: ['IDN', 'F'], exact: false, low: 1, high: Number.POSITIVE_INFINITY },
  ];
  const { exposed } = buildJoint({ profiles, own, earlier: [out(known)], spare: false }, solve);
  expect(exposed).toContainEqual({ release: 'first', kind: 'small', values: ['IDN', 'F'], low: 3, high: 3 });
});

test('counts of persons less counts of victims, records less persons, and rounded figures give no small group away', () => {
  const victims: KnownCell[] = [{ values: ['IDN'], exact: true, low: 40, high: 40 }];
  // Four of Indonesia are witnesses, no victims.
  const persons = {
    profiles: [people(40, ['IDN'], ['IDN']), people(4, ['IDN'], null), people(50, ['PAK'], ['PAK'])],
    own,
  };
  const refused = buildJoint({ ...persons, earlier: [out(victims)], spare: false }, solve).exposed;
  expect(refused).toContainEqual({ release: 'first', kind: 'difference', values: ['IDN'], low: 4, high: 4 });
  // Two persons have a second record.
  const twice: Profile = { count: 2, stands: [[[['IDN']], [['IDN']]], [[['IDN']]]] };
  const records = { profiles: [people(38, ['IDN'], ['IDN']), twice, people(50, ['PAK'], ['PAK'])], own };
  expect(buildJoint({ ...records, earlier: [out(victims)], spare: false }, solve).exposed).toContainEqual(
    expect.objectContaining({ kind: 'difference', low: 2, high: 2 }),
  );
  // A withheld count of four that a rounded release puts between three and seven.
  const rounded: KnownCell[] = ['IDN', 'PAK', 'MMR'].map((value, at) => {
    const low = [3, 18, 48][at] ?? 0;
    return { values: [value], exact: false, low, high: low + 4 };
  });
  const given = {
    profiles: [people(4, ['IDN'], ['IDN']), people(20, ['PAK'], ['PAK']), people(50, ['MMR'], ['MMR'])],
    own: { ...own, given: rounded, width: 1 },
  };
  const withheld: KnownCell[] = [{ values: ['IDN'], exact: false, low: 1, high: Number.POSITIVE_INFINITY }];
  expect(buildJoint({ ...given, earlier: [out(withheld)], spare: false }, solve).exposed).toEqual([
    { release: 'first', kind: 'small', values: ['IDN'], low: 3, high: 7 },
  ]);
});

test('a count told before that was corrected by two since is not told again, nor what would give it', () => {
  const profiles = [
    people(38, ['IDN', 'F'], ['IDN', 'F']),
    people(50, ['PAK', 'F'], ['PAK', 'F']),
    people(60, ['PAK', 'M'], ['PAK', 'M']),
  ];
  const known: KnownCell[] = [{ values: ['IDN', 'F'], exact: true, low: 40, high: 40 }];
  const { exposed } = buildJoint({ profiles, own, earlier: [out(known)], spare: false }, solve);
  expect(exposed).toContainEqual({ release: 'first', kind: 'difference', values: ['IDN', 'F'], low: 38, high: 38 });
  const spared = buildJoint({ profiles, own, earlier: [out(known)], spare: true }, solve);
  expect(spared.exposed).toEqual([]);
  expect(spared.cells.some(({ withheld }) => !withheld)).toBe(true);
});
