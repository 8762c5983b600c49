import highs from 'highs';

// The package's types describe its CommonJS form, in which the loader hangs on `default`; the module we load is the loader.
const loadHighs = highs as unknown as typeof highs.default;

/** The answer of a linear programme. */
export interface LinearAnswer {
  readonly isOptimal: boolean;
  readonly isUnbounded: boolean;
  readonly objective: number;
  readonly value: (variable: string) => number;
}

/** A solver of linear programmes written in the CPLEX LP format; loading it takes a moment, solving blocks the thread. */
export async function linearSolver(): Promise<(programme: string) => LinearAnswer> {
  const solver = await loadHighs();
  return (programme) => {
    const solution = solver.solve(programme, { output_flag: false });
    const columns: Readonly<Record<string, object>> = solution.Columns;
    return {
      isOptimal: solution.Status === 'Optimal',
      isUnbounded: solution.Status === 'Unbounded',
      objective: solution.ObjectiveValue,
      value: (variable) => {
        const column = columns[variable];
        return column && 'Primal' in column && typeof column.Primal === 'number' ? column.Primal : 0;
      },
    };
  };
}
