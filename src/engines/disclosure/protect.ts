/**
 * Which cells of a table of counts to withhold so that no small count can be read or worked out.
 *
 * A table of one or two fields is a graph: its rows and columns (and "all") are nodes, its cells and margins edges. A
 * withheld count stays unknown when some other table has the same published numbers, so for every withheld cell the
 * search finds a closed walk over withheld edges along which counts can go up and down by one in turn, none of them
 * falling to zero. Where there is none, the cheapest further edges are withheld to close one.
 */
export interface TableCell {
  readonly row: string;
  /** Null in a table of one field. */
  readonly column: string | null;
  readonly count: number;
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Margins stand on the other side of the sum: when they grow, their walk falls. */
  readonly margin: boolean;
  /** A sum of cells, as margins and the total are. */
  readonly sum: boolean;
  withheld: boolean;
}

export interface Protected {
  /** Aligned with the cells given. */
  readonly withheld: readonly boolean[];
  readonly totalWithheld: boolean;
  /** Sums of a row or column that must not be told either, here or elsewhere. */
  readonly withheldRows: readonly string[];
  readonly withheldColumns: readonly string[];
}

/** A sum is withheld only when no cell can do: other tables may print it. */
const SUM_COSTS_MORE = 1000;

/** Applies the rule: counts from 1 to threshold - 1 are withheld, and whatever else would give them away. */
export function protect(cells: readonly TableCell[], threshold: number): Protected {
  const graph = graphOf(cells);
  const { edges, rowSums, columnSums } = graph;
  for (const edge of edges) edge.withheld = edge.count > 0 && edge.count < threshold;
  const safe = new Set<Edge>();
  const afterRise = waysOf(graph, mayFall, mayRise);
  const afterFall = waysOf(graph, mayRise, mayFall);
  for (const edge of edges.filter((candidate) => candidate.withheld)) {
    if (safe.has(edge)) continue;
    for (const part of cheapestWalk(edge, afterRise, afterFall)) {
      part.withheld = true;
      safe.add(part);
    }
  }
  const namesOf = (sums: ReadonlyMap<string, Edge>): string[] =>
    [...sums].flatMap(([name, edge]) => (edge.withheld ? [name] : []));
  return {
    withheld: cells.map((_, at) => edges[at]?.withheld ?? false),
    totalWithheld: edges.at(-1)?.withheld ?? false,
    withheldRows: namesOf(rowSums),
    withheldColumns: namesOf(columnSums),
  };
}

interface Graph {
  /** The cells in the order given, then sums of rows and columns, then the total. */
  readonly edges: readonly Edge[];
  readonly nodes: number;
  readonly rowSums: ReadonlyMap<string, Edge>;
  readonly columnSums: ReadonlyMap<string, Edge>;
}

/** Where all rows, and all columns, come together. */
const ALL_ROWS = 0;
const ALL_COLUMNS = 1;

function graphOf(cells: readonly TableCell[]): Graph {
  const total = cells.reduce((sum, cell) => sum + cell.count, 0);
  if (cells.every((cell) => cell.column === null)) {
    const edges = [
      ...cells.map((cell) => edgeOf(ALL_ROWS, ALL_COLUMNS, cell.count, false)),
      edgeOf(ALL_ROWS, ALL_COLUMNS, total, true),
    ];
    return { edges, nodes: 2, rowSums: new Map(), columnSums: new Map() };
  }
  const rows = sumsBy(cells, (cell) => cell.row);
  const columns = sumsBy(cells, (cell) => cell.column ?? '');
  const rowNodes = new Map([...rows.keys()].map((name, at) => [name, 2 + at]));
  const columnNodes = new Map([...columns.keys()].map((name, at) => [name, 2 + rows.size + at]));
  const inner = cells.map((cell) =>
    edgeOf(rowNodes.get(cell.row) ?? 0, columnNodes.get(cell.column ?? '') ?? 0, cell.count, false),
  );
  const rowSums = new Map(
    [...rows].map(([name, sum]) => [name, edgeOf(rowNodes.get(name) ?? 0, ALL_COLUMNS, sum, true)]),
  );
  const columnSums = new Map(
    [...columns].map(([name, sum]) => [name, edgeOf(ALL_ROWS, columnNodes.get(name) ?? 0, sum, true)]),
  );
  const edges = [
    ...inner,
    ...rowSums.values(),
    ...columnSums.values(),
    edgeOf(ALL_ROWS, ALL_COLUMNS, total, false, true),
  ];
  return { edges, nodes: 2 + rows.size + columns.size, rowSums, columnSums };
}

const edgeOf = (from: number, to: number, count: number, margin: boolean, sum = margin): Edge => ({
  from,
  to,
  count,
  margin,
  sum,
  withheld: false,
});

function sumsBy(cells: readonly TableCell[], nameOf: (cell: TableCell) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const cell of cells) sums.set(nameOf(cell), (sums.get(nameOf(cell)) ?? 0) + cell.count);
  return sums;
}

const mayRise = (edge: Edge): boolean => !edge.margin || edge.count >= 2;
const mayFall = (edge: Edge): boolean => edge.margin || edge.count >= 2;

interface Way {
  readonly edge: Edge;
  readonly next: number;
}

/** From each node, where a walk may go on: from a column along what `leave` allows, from a row along what `enter` does. */
type Ways = readonly (readonly Way[])[];

function waysOf({ edges, nodes }: Graph, leave: (edge: Edge) => boolean, enter: (edge: Edge) => boolean): Ways {
  const ways: Way[][] = Array.from({ length: nodes }, () => []);
  for (const edge of edges) {
    // A count of zero is public: what is not there cannot be hidden.
    if (edge.count === 0) continue;
    if (leave(edge)) ways[edge.to]?.push({ edge, next: edge.from });
    if (enter(edge)) ways[edge.from]?.push({ edge, next: edge.to });
  }
  return ways;
}

/** The closed walk through an edge that costs the fewest counts withheld beyond those that are already. */
function cheapestWalk(through: Edge, afterRise: Ways, afterFall: Ways): readonly Edge[] {
  const risen = mayRise(through) ? shortestPath(through, afterRise) : null;
  const fallen = risen?.cost !== 0 && mayFall(through) ? shortestPath(through, afterFall) : null;
  const best = [risen, fallen].filter((path) => path !== null).toSorted((one, other) => one.cost - other.cost)[0];
  return best ? [through, ...best.path] : [through];
}

const costOf = (edge: Edge): number => (edge.withheld ? 0 : edge.sum ? edge.count * SUM_COSTS_MORE : edge.count);

/** Back from an edge's column to its row by another way: Dijkstra over the few hundred nodes of a table. */
function shortestPath(through: Edge, ways: Ways): { cost: number; path: readonly Edge[] } | null {
  const cost = new Map([[through.to, 0]]);
  const arrivedBy = new Map<number, { edge: Edge; from: number }>();
  const done = new Set<number>();
  for (;;) {
    const here = nearest(cost);
    if (here === null) return null;
    const spent = cost.get(here) ?? 0;
    if (here === through.from) return { cost: spent, path: retrace(arrivedBy, through) };
    cost.delete(here);
    done.add(here);
    for (const { edge, next } of ways[here] ?? []) {
      const reached = spent + costOf(edge);
      if (edge === through || done.has(next) || reached >= (cost.get(next) ?? Infinity)) continue;
      cost.set(next, reached);
      arrivedBy.set(next, { edge, from: here });
    }
  }
}

function nearest(open: ReadonlyMap<number, number>): number | null {
  let best: number | null = null;
  let least = Infinity;
  for (const [node, cost] of open) {
    if (cost < least) [best, least] = [node, cost];
    if (least === 0) break;
  }
  return best;
}

function retrace(arrivedBy: ReadonlyMap<number, { edge: Edge; from: number }>, { from, to }: Edge): readonly Edge[] {
  const path: Edge[] = [];
  for (let node = from; node !== to;) {
    const step = arrivedBy.get(node);
    if (!step) break;
    path.push(step.edge);
    node = step.from;
  }
  return path;
}
