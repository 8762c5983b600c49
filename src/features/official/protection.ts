import { createHash } from 'node:crypto';
import { fullTable } from '../../engines/disclosure/index.ts';
import { callInThreads } from '../../platform/threads/index.ts';
import { withNoiseOf } from '../statistics/index.ts';
import type { Protecting } from './protecting.ts';
import type { Figure } from './schema.ts';
import { figuresOf, type Family, type ToldCell } from './tabulate.ts';

/**
 * What was protected before, by a digest of the counts. Protection takes seconds and must not hold a transaction, so it is
 * done beside the requests: the first is told to come back, a later one finds the cells here.
 */
const done = new Map<string, readonly ToldCell[]>();
const underWay = new Set<string>();
const failed = new Map<string, Error>();
const mostKept = 2000;

const nameOf = (protecting: Protecting): string =>
  createHash('sha256').update(JSON.stringify(protecting)).digest('base64');

/** The figures as they are. */
export const openFigures = (families: readonly Family[]): Figure[] =>
  families.flatMap((family) => figuresOf(family, fullTable(family.fields, family.rows).cells));

/**
 * The figures with small cells withheld and, for who may open no records, noise on every number told; null while they are being
 * made. What is withheld hangs on the counts alone.
 */
export function protectedFigures(families: readonly Family[], threshold: number, noise: boolean): Figure[] | null {
  const asked = families.map((family) => {
    const rows = family.rows.map(({ values, count }) => ({ values, count }));
    const protecting = { family: { fields: family.fields, rows }, threshold };
    return { family, protecting, name: nameOf(protecting) };
  });
  const missing = asked.filter(({ name }) => !done.has(name));
  const error = missing.map(({ name }) => failed.get(name)).find((one) => one !== undefined);
  if (error) {
    failed.clear();
    throw error;
  }
  if (missing.length > 0) {
    const fresh = new Map(missing.filter(({ name }) => !underWay.has(name)).map((one) => [one.name, one.protecting]));
    void begin(fresh);
    return null;
  }
  return asked.flatMap(({ family, name }) => {
    const cells = done.get(name) ?? [];
    return figuresOf(family, noise ? withNoise(family, cells, threshold) : cells);
  });
}

const withNoise = ({ fields, rows }: Family, cells: readonly ToldCell[], threshold: number): readonly ToldCell[] =>
  withNoiseOf(cells, {
    fields,
    alike: rows.map(({ values, count, key }) => ({ combinations: [values], count, key })),
    threshold,
  });

async function begin(fresh: ReadonlyMap<string, Protecting>): Promise<void> {
  if (fresh.size === 0) return;
  const names = [...fresh.keys()];
  for (const name of names) underWay.add(name);
  try {
    const thread = { module: new URL('./protecting.ts', import.meta.url), name: 'withheldCells' };
    const cells = await callInThreads<Protecting, ToldCell[]>(thread, [...fresh.values()]);
    for (const [at, name] of names.entries()) done.set(name, cells[at] ?? []);
    for (const oldest of [...done.keys()].slice(0, Math.max(0, done.size - mostKept))) done.delete(oldest);
  } catch (error) {
    for (const name of names) failed.set(name, error instanceof Error ? error : new Error('protection failed'));
  } finally {
    for (const name of names) underWay.delete(name);
  }
}
