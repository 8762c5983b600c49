/** Records of coded columns, equal ones counted together. */
export interface RecordSet {
  readonly columns: readonly string[];
  /** By column, what each code stands for; code 0 is an empty cell, which is no attribute. */
  readonly values: readonly (readonly string[])[];
  /** Distinct records: a code a column. */
  readonly distinct: readonly Int32Array[];
  /** How many records each distinct one stands for. */
  readonly times: readonly number[];
  readonly records: number;
}

/** The code of an empty cell. */
export const unknown = 0;

/** Codes rows of text; cells are trimmed. */
export function encodeRecords(columns: readonly string[], rows: Iterable<readonly string[]>): RecordSet {
  const codes = columns.map(() => new Map([['', unknown]]));
  const found = new Map<string, { record: Int32Array; times: number }>();
  let records = 0;
  for (const row of rows) {
    const record = Int32Array.from(columns, (_, at) => codeOf(codes[at], row[at]?.trim() ?? ''));
    const key = record.join(',');
    const known = found.get(key);
    if (known) known.times += 1;
    else found.set(key, { record, times: 1 });
    records += 1;
  }
  return {
    columns,
    values: codes.map((map) => [...map.keys()]),
    distinct: [...found.values()].map(({ record }) => record),
    times: [...found.values()].map(({ times }) => times),
    records,
  };
}

function codeOf(codes: Map<string, number> | undefined, text: string): number {
  if (!codes) return unknown;
  const code = codes.get(text) ?? codes.size;
  codes.set(text, code);
  return code;
}

/** The records as text again, in an order that says nothing of the source. */
export function decodeRecords({ values, distinct, times }: RecordSet): string[][] {
  const rows = distinct.flatMap((record, index) => {
    const row = [...record].map((code, at) => values[at]?.[code] ?? '');
    return Array.from({ length: times[index] ?? 0 }, () => row);
  });
  return rows
    .map((row) => ({ row, key: row.join('\u0000') }))
    .toSorted(byKey)
    .map(({ row }) => row);
}

const byKey = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
