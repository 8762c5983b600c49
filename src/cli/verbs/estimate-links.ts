import {
  poolDraws,
  readLinks,
  sharesOf,
  type DrawnFit,
  type Estimate,
  type LinkDraws,
  type Rule,
  type TableProblem,
  type UncertainLinks,
} from '../../engines/estimation/index.ts';
import { openTable } from '../../platform/tables/index.ts';
import { callInThreads } from '../../platform/threads/index.ts';
import { Failure } from '../failure.ts';

export interface LinkOptions {
  readonly id: string;
  readonly list: string;
  readonly draws: number;
  readonly seed: number;
}

/** Columns and rows of a file, as they stand. */
export async function rowsOf(file: string): Promise<{ columns: readonly string[]; rows: (readonly string[])[] }> {
  const opened = await openTable(file, { headerRow: 1 }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Failure('file-unreadable', `There is no file ${file}.`);
    throw error;
  });
  try {
    const rows: (readonly string[])[] = [];
    for await (const { values } of opened.rows()) rows.push(values);
    return { columns: opened.columns, rows };
  } finally {
    await opened.close();
  }
}

/** A file that is not what it should be, with line, column and remedy of each problem. */
export function badTable(message: string, problems: readonly TableProblem[]): Failure {
  const fields = problems.map(({ line, column, problem, remedy }) => ({
    field: column === '' ? `line ${line}` : `line ${line}, column ${column}`,
    message: `${problem}; ${remedy}`,
  }));
  return new Failure('bad-table', message, { fields });
}

/** Reads records with their list, and the pairs that may be one person. */
export async function linksIn(
  file: string,
  pairsFile: string,
  { id, list }: LinkOptions,
): Promise<{ links: UncertainLinks; records: number }> {
  const [records, pairs] = [await rowsOf(file), await rowsOf(pairsFile)];
  const read = readLinks({ records, idColumn: id, listColumn: list, pairs });
  if ('links' in read) return read;
  throw read.of === 'records'
    ? badTable(`${file} is no file of records with an id and a list.`, read.problems)
    : badTable(`${pairsFile} is no file of pairs with left, right and probability.`, read.problems);
}

/** The estimate with the uncertainty of links carried through, beside the one that takes likely links as certain. */
export async function withLinks(
  { links, records }: { links: UncertainLinks; records: number },
  rule: Rule,
  without: Estimate,
  { draws, seed }: LinkOptions,
) {
  const module = new URL('../../engines/estimation/index.ts', import.meta.url);
  const shares = sharesOf({ uncertain: links, rule, draws, seed });
  const drawn = await callInThreads<LinkDraws, DrawnFit[]>({ module, name: 'fitDrawnLinks' }, shares);
  const pooled = poolDraws(drawn.flat());
  const { estimate, ci95, ci80, observed, interval } = without;
  return {
    records,
    pairs: links.links.length,
    without: { observed, estimate, ci95, ci80, interval },
    with: pooled,
    note:
      pooled === null
        ? 'Fewer than two draws of links gave a table that can be estimated from.'
        : `Of the uncertainty of the number nobody saw, ${Math.round(100 * pooled.shareOfLinkage)}% comes from links that may be wrong. The interval holds as far as the match probabilities do, and only if the chosen kind of model is true.`,
  };
}
