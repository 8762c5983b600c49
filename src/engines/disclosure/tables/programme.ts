/** A linear programme as text in the CPLEX LP format, and what its solver answers. */
export type Solve = (programme: string) => Solved;

export interface Solved {
  readonly isOptimal: boolean;
  readonly isUnbounded: boolean;
  readonly objective: number;
  readonly value: (variable: string) => number;
}

export interface Programme {
  readonly direction: 'Minimize' | 'Maximize';
  readonly objective: readonly Term[];
  readonly equations: readonly { readonly terms: readonly Term[]; readonly equals: number }[];
  /** Lower and upper bounds; infinity is allowed above. */
  readonly bounds: readonly Bound[];
}

export interface Bound {
  readonly variable: string;
  readonly low: number;
  readonly high: number;
}

export interface Term {
  readonly factor: number;
  readonly variable: string;
}

/** Writes the programme; lines stay short, for readers of the format limit them. */
export function programmeText({ direction, objective, equations, bounds }: Programme): string {
  const sum = (terms: readonly Term[]) =>
    merged(terms)
      .map(([variable, factor]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${variable}`)
      .join('\n ');
  const boundLine = ({ variable, low, high }: Bound) =>
    `${Number.isFinite(low) ? low : '-inf'} <= ${variable} <= ${Number.isFinite(high) ? high : '+inf'}`;
  return [
    direction,
    ` o: ${sum(objective)}`,
    'Subject To',
    ...equations.map(({ terms, equals }, at) => ` e${at}: ${sum(terms)} = ${equals}`),
    'Bounds',
    ...bounds.map((bound) => ` ${boundLine(bound)}`),
    'End',
  ].join('\n');
}

/** A variable stands once in a sum. */
function merged(terms: readonly Term[]): [string, number][] {
  const factors = new Map<string, number>();
  for (const { factor, variable } of terms) factors.set(variable, (factors.get(variable) ?? 0) + factor);
  return [...factors];
}
