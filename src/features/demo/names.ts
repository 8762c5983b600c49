import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { nameLists, type NameFiles, type NameLists, type NameRow } from '../../engines/caseload/index.ts';

const folder = new URL('../../../data/names/', import.meta.url);

async function readList(file: string): Promise<NameRow[]> {
  return parse<NameRow>(await readFile(new URL(`${file}.csv`, folder), 'utf8'), {
    columns: true,
    skip_empty_lines: true,
  });
}

/** The name lists the product ships: lists of names, no persons. */
export async function readNames(): Promise<NameLists> {
  const names = ['forenames', 'surnames', 'indonesian', 'khmer', 'persian', 'vietnamese'] as const;
  const lists = await Promise.all(names.map(async (name) => [name, await readList(name)] as const));
  return nameLists(Object.fromEntries(lists) as unknown as NameFiles);
}
