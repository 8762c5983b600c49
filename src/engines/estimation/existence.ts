import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { equalTo, solve, type Constraint } from 'yalps';
import type { CaptureTable } from './capture-table.ts';
import { designOf, fitModel, type Design, type Fit, type Terms } from './log-linear.ts';

/**
 * 0 the extended maximum likelihood estimate exists and is unique; 1 there is none; 2 the parameters cannot be told
 * apart; 3 both.
 */
export type Existence = 0 | 1 | 2 | 3;

/** Whether the model can be fitted at all to this table (Fienberg and Rinaldo 2012, Annals of Statistics 40:996). */
export function existenceOf(table: CaptureTable, terms: Terms): Existence {
  return existenceOfDesign(designOf(table, terms), table.counts);
}

/** The fit, when it exists and is unique; a plain fit proves itself, and only a doubtful one is put to the linear programme. */
export function fitWhereItExists(table: CaptureTable, terms: Terms, known: ExistenceMemory): Fit | null {
  const fit = fitModel(table, terms);
  if (fit?.isCertain) return fit;
  return fit && known(table, terms) === 0 ? fit : null;
}

export type ExistenceMemory = (table: CaptureTable, terms: Terms) => Existence;

/** Remembers answers: whether a model exists depends on which cells are empty alone, and resamples repeat those. */
export function rememberExistence(): ExistenceMemory {
  const answers = new Map<string, Existence>();
  return (table, terms) => {
    const key = `${terms.toSorted((a, b) => a - b).join(',')}|${table.counts.map((count) => (count > 0 ? 1 : 0)).join('')}`;
    const answer = answers.get(key) ?? existenceOf(table, terms);
    answers.set(key, answer);
    return answer;
  };
}

function existenceOfDesign(design: Design, counts: readonly number[]): Existence {
  const missing = hasMaximum(design, counts) ? 0 : 1;
  const confounded = isIdentified(design) ? 0 : 2;
  return (missing + confounded) as Existence;
}

/**
 * Whether some strictly positive table has the same sufficient statistics. It does when the empty cells can all gain
 * while the full ones give way: maximise the least gain s of the empty cells over moves that change no statistic, each
 * full cell losing at most 1. The optimum is 0 when there is no such move. (The same answer as maximising the least cell
 * of a table with these statistics, but with small whole numbers only, so that no scale of counts can blur it.)
 */
function hasMaximum({ cells, columns }: Design, counts: readonly number[]): boolean {
  const empty = cells.filter((history) => (counts[history] ?? 0) === 0);
  if (empty.length === 0) return true;
  const full = cells.filter((history) => (counts[history] ?? 0) > 0);
  const within = (among: readonly number[], set: number) => among.filter((history) => (history & set) === set).length;
  const { status, result } = solve<string, string>({
    direction: 'maximize',
    objective: 'gain',
    constraints: [['most', { max: 1 }], ...columns.map((set): Bound => [`t${set}`, equalTo(within(full, set))])],
    variables: [
      ['s', [['gain', 1], ['most', 1], ...columns.map((set): Share => [`t${set}`, within(empty, set)])]],
      ...cells.map((history): [string, Share[]] => [`x${history}`, columns.filter(isIn(history)).map(unitShare)]),
    ],
  });
  return status === 'optimal' && result > 1e-6;
}

type Bound = readonly [string, Constraint];
type Share = readonly [string, number];

const isIn = (history: number) => (set: number) => (history & set) === set;
const unitShare = (set: number): Share => [`t${set}`, 1];

function isIdentified({ cells, columns }: Design): boolean {
  if (cells.length < columns.length) return false;
  const design = new Matrix(cells.map((history) => columns.map((set) => ((history & set) === set ? 1 : 0))));
  return new SingularValueDecomposition(design).rank === columns.length;
}
