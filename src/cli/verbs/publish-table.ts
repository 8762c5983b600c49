import { writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { InvalidArgumentError } from 'commander';
import {
  fullTable,
  keyOf,
  mostCells,
  perturbTable,
  reportHtml,
  suppress,
  suppressAmounts,
  type AmountRelease,
  type DominanceRule,
  type FullTable,
  type SuppressProgress,
  type TableRelease,
} from '../../engines/disclosure/index.ts';
import { linearSolver } from '../../platform/optimise/index.ts';
import { secureUniform } from '../../platform/random/index.ts';
import { neutraliseFormula } from '../../platform/tables/index.ts';
import { Failure } from '../failure.ts';
import { printAnswer } from '../print.ts';
import { progressLine } from '../progress.ts';
import type { GlobalOptions } from '../verb.ts';
import { perturbReport, tableReport } from './publish-reports.ts';
import { countRows, mustBeWritable, type CountColumns, type CountedRow } from './publish-rows.ts';

export const tableMethods = ['suppress', 'round', 'cell-key'] as const;

export interface TableOptions extends GlobalOptions, CountColumns {
  readonly threshold: number;
  readonly method: (typeof tableMethods)[number];
  readonly base: number;
  readonly pPercent?: number;
  readonly nk?: readonly [number, number];
  readonly out: string;
  readonly report?: string;
}

/** Protects a table by the method asked for, attacks it, and writes it with its report; throws when it would expose. */
export async function publishTable(file: string, options: TableOptions): Promise<void> {
  if (options.amount !== undefined && (options.method !== 'suppress' || options.count !== undefined)) {
    const message =
      'Amounts are protected by withholding, and each row must be one contributor. Leave out --method and --count, or --amount.';
    throw new Failure('no-amounts', message);
  }
  await mustBeWritable([options.out, options.report]);
  const rows = await countRows(file, options);
  const groups = new Set(rows.map(({ values }) => keyOf(values))).size;
  if (groups > mostCells) throw tooLarge(`${groups} groups`);
  await (options.method === 'suppress' ? withhold(rows, options) : perturb(rows, options));
}

const tooLarge = (size: string): Failure =>
  new Failure(
    'too-large',
    `The table has ${size}; at most ${mostCells} can be protected at once. Count by fewer columns, or group their values.`,
  );

async function withhold(rows: readonly CountedRow[], options: TableOptions): Promise<void> {
  const table = fullTable(options.by, rows);
  if (table.cells.length > mostCells) throw tooLarge(`${table.cells.length} cells with its sums`);
  const { onProgress, end } = progress();
  const settings = { threshold: options.threshold, onProgress };
  const solve = await linearSolver();
  const release =
    options.amount === undefined
      ? suppress(table, settings, solve)
      : suppressAmounts(table, contributionsOf(table, rows), ruleOf(options), settings, solve);
  end();
  const amounts = 'amounts' in release ? (release as AmountRelease) : null;
  const exposed = release.exposed.length + (amounts?.exposedAmounts.length ?? 0);
  if (exposed > 0) {
    const message = `${exposed} withheld figures could still be worked out; nothing was written. Group values or count by fewer columns.`;
    throw new Failure('exposed', message);
  }
  await writeFile(options.out, suppressedCsv(release, amounts, options.amount));
  if (options.report)
    await writeFile(options.report, reportHtml(tableReport(release, options.threshold, amounts?.dominated.size)));
  const widths = release.inferred.filter(({ cell }) => release.primary.has(cell) && !amounts?.dominated.has(cell));
  printAnswer(
    {
      method: options.method,
      cells: table.cells.length,
      withheldSmall: table.cells.filter(({ count }) => count < options.threshold).length,
      withheldDominated: amounts?.dominated.size ?? 0,
      withheldBeside: release.withheld.size - release.primary.size,
      exposed,
      narrowest: widths.length === 0 ? null : Math.min(...widths.map(({ low, high }) => high - low)),
      threshold: options.threshold,
      out: options.out,
    },
    options.json ?? false,
  );
}

/** By atom, what each of its rows contributes. */
function contributionsOf(table: FullTable, rows: readonly CountedRow[]): number[][] {
  const found = Map.groupBy(rows, ({ values }) => keyOf(values));
  const byAtom: number[][] = table.atoms.map(() => []);
  for (const { values, parts } of table.cells) {
    if (!values.includes(null)) byAtom[parts[0] ?? 0] = (found.get(keyOf(values)) ?? []).map(({ amount }) => amount);
  }
  return byAtom;
}

const ruleOf = ({ nk, pPercent = 10 }: TableOptions): DominanceRule =>
  nk ? { rule: 'n-k', largest: nk[0], percent: nk[1] } : { rule: 'p-percent', percent: pPercent };

async function perturb(rows: readonly CountedRow[], options: TableOptions): Promise<void> {
  const { by, base, threshold, keys } = options;
  const method = options.method === 'round' ? 'round' : 'cell-key';
  const alike = rows.map(({ values, count, key }) => ({
    combinations: [values],
    count,
    key: key ?? secureUniform(2 ** 32),
  }));
  const changed = perturbTable(alike, by, { method, base, threshold }, await linearSolver());
  if (changed.exposed.length > 0) {
    const message = `${changed.exposed.length} small counts can be known exactly in spite of the ${method === 'round' ? 'rounding' : 'noise'}; nothing was written. Take a larger --base, or count by fewer columns.`;
    throw new Failure('exposed', message);
  }
  await writeFile(
    options.out,
    stringify([[...by, 'count'], ...changed.cells.map(({ values, told }) => [...values.map(shown), String(told)])]),
  );
  if (options.report)
    await writeFile(
      options.report,
      reportHtml(perturbReport(changed, { method, base, threshold, lasting: keys !== undefined })),
    );
  const { cells, meanError, narrowest } = changed;
  printAnswer(
    {
      method,
      cells: cells.length,
      exposed: 0,
      narrowest,
      meanError,
      threshold,
      additive: changed.additive,
      ...(method === 'round' ? { base } : { lasting: keys !== undefined }),
      out: options.out,
    },
    options.json ?? false,
  );
}

const shown = (value: string | null): string =>
  neutraliseFormula(value === null ? 'All' : value === '' ? 'Unknown' : value);

/** A sum says All; what is withheld is an asterisk. */
function suppressedCsv({ table, withheld }: TableRelease, amounts: AmountRelease | null, amount = 'amount'): string {
  const rows = table.cells.map(({ values, count }, at) => {
    const isHidden = withheld.has(at);
    const figures = [count, ...(amounts ? [amounts.amounts[at] ?? 0] : [])];
    return [...values.map(shown), ...figures.map((figure) => (isHidden ? '*' : String(figure)))];
  });
  return stringify([[...table.fields, 'count', ...(amounts ? [amount] : [])], ...rows]);
}

const stages = {
  withholding: 'Withholding small counts and what gives them away',
  attacking: 'Attacking every withheld cell',
} as const;

/** Shows how far it is to a person who looks on; Ctrl-C ends it, and nothing is written before all is attacked. */
function progress(): { onProgress: (now: SuppressProgress) => void; end: () => void } {
  const line = progressLine();
  let began = { stage: '', at: 0, done: 0 };
  return {
    end: () => line.end(),
    onProgress: ({ stage, done, of }) => {
      if (began.stage !== stage) began = { stage, at: performance.now(), done };
      const seconds = (performance.now() - began.at) / 1000;
      const secondsLeft =
        seconds < 3 || done === began.done ? null : Math.ceil((seconds / (done - began.done)) * (of - done));
      line.show({ what: `${stages[stage]} (Ctrl-C stops, nothing is written)`, done, total: of, secondsLeft });
    },
  };
}

/** Reads `n,k` of a dominance rule. */
export function largestShare(text: string): readonly [number, number] {
  const match = /^(\d{1,2}),(\d{1,3})$/.exec(text);
  const [largest, percent] = [Number(match?.[1]), Number(match?.[2])];
  if (!(largest >= 1 && percent >= 1 && percent <= 100))
    throw new InvalidArgumentError(
      'Write it as n,k: how many of the largest, and the percent they must not pass, such as 1,75.',
    );
  return [largest, percent];
}
