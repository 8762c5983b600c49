import type { Batch } from './batch.ts';
import type { DateOrder } from './dates.ts';
import { type ColumnProfile, type Finding, findField, settle } from './detect.ts';
import type { Field, FieldKind } from './fields.ts';
import { foldText } from './fold-text.ts';
import { relativeOf } from './headings.ts';
import { pairByContent } from './pair-content.ts';
import { dialectOf } from './sql.ts';

/** A list of records in a table: `n` the row from 0, `c<i>` the columns as text. */
export interface Source {
  readonly table: string;
  readonly columns: readonly string[];
  /** Which column holds the id. It is never compared. */
  readonly id: number;
  readonly records: number;
}

/** A field with the column of each source that says it; null where a source does not. */
export interface PlannedField extends Field {
  readonly at: readonly (number | null)[];
  readonly dateOrders: readonly (DateOrder | undefined)[];
  readonly by: 'name' | 'content' | 'map';
}

export interface FieldPlan {
  readonly fields: readonly PlannedField[];
  readonly leftOut: readonly LeftOut[];
}

export interface LeftOut {
  readonly column: string;
  /** Which list it is of, from 1. */
  readonly list: number;
  readonly why: string;
  /** What it would have been compared as, where that could be told. */
  readonly kind?: FieldKind;
}

const SAMPLE = 5000;

/** What is in each column of a source. */
export async function profileColumns(batch: Batch, source: Source): Promise<ColumnProfile[]> {
  const profiles: ColumnProfile[] = [];
  for (const [at, column] of source.columns.entries()) {
    if (at === source.id) continue;
    const c = `c${at}`;
    const inside = `avg(case when length(${c}) >= 3 and instr(c${source.id}, ${c}) > 0 then 1.0 else 0.0 end)`;
    const facts = await batch.columns(
      `select cast(count(${c}) as bigint) as filled, cast(count(distinct ${c}) as bigint) as distinct_values, cast(${inside} as double) as inside from ${source.table} where ${c} is not null`,
    );
    const step = Math.max(1, Math.floor(source.records / SAMPLE));
    const { v = [] } = await batch.columns(
      `select substr(${c}, 1, 200) as v from ${source.table} where ${c} is not null and n % ${step} = 0 order by n limit ${SAMPLE}`,
    );
    profiles.push({
      column,
      rows: source.records,
      filled: Number(facts['filled']?.[0] ?? 0),
      distinct: Number(facts['distinct_values']?.[0] ?? 0),
      sample: v.map(String),
      insideId: Number(facts['inside']?.[0] ?? 0),
    });
  }
  return profiles;
}

/**
 * Decides what is compared. `map` says for a kind which column of each source it is (later names for the second source); with `auto` the
 * other columns are decided by name and content. A field of one source is found in the others by its name, else by its kind; what a single
 * source has cannot be compared.
 */
export function planFields(
  sources: readonly Source[],
  profiles: readonly (readonly ColumnProfile[])[],
  { map, auto }: { readonly map: readonly (readonly [FieldKind, readonly string[]])[]; readonly auto: boolean },
): FieldPlan {
  const single = sources.map((_, source) => findingsOf(profiles[source] ?? [], map, source, auto));
  const found = auto ? pairByContent(single, profiles) : single;
  const taken = found.map(() => new Set<string>());
  const fields: PlannedField[] = [];
  const leftOut: LeftOut[] = [];
  for (const [source, findings] of found.entries())
    for (const one of findings) {
      if (taken[source]?.has(one.column)) continue;
      if (one.kind === null) {
        leftOut.push({ column: one.column, list: source + 1, why: one.why });
        continue;
      }
      const own = found.map((others, at) => {
        if (at === source) return one;
        return at < source ? undefined : partnerOf(one, others, taken[at] ?? new Set());
      });
      const alone = sources.length > 1 && own.filter(Boolean).length === 1;
      if (alone && !namesOtherwise(source, one.kind, found)) {
        const why = 'No other list has a column of this kind.';
        leftOut.push({ column: one.column, list: source + 1, why, kind: one.kind });
        continue;
      }
      for (const [at, finding] of own.entries()) if (finding) taken[at]?.add(finding.column);
      fields.push({
        column: one.column,
        kind: one.kind,
        by: one.by,
        at: own.map((finding, at) => (finding ? (sources[at]?.columns.indexOf(finding.column) ?? null) : null)),
        dateOrders: own.map((finding) => (finding && finding.kind !== null ? finding.dateOrder : undefined)),
      });
    }
  return { fields, leftOut };
}

const nameKinds: ReadonlySet<string> = new Set<FieldKind>(['given', 'surname', 'fullName']);

/** Whether another list has names too, but in columns of other kinds: whole there, in parts here. */
function namesOtherwise(source: number, kind: FieldKind, found: readonly (readonly Finding[])[]): boolean {
  if (!nameKinds.has(kind)) return false;
  const namesOf = (findings: readonly Finding[]): string[] =>
    findings.flatMap((one) => (one.kind !== null && nameKinds.has(one.kind) ? [one.kind] : []));
  const own = new Set(namesOf(found[source] ?? []));
  return found.some((findings, at) => {
    const names = at === source ? [] : namesOf(findings);
    return names.length > 0 && !names.some((name) => own.has(name));
  });
}

function findingsOf(
  profiles: readonly ColumnProfile[],
  map: readonly (readonly [FieldKind, readonly string[]])[],
  source: number,
  auto: boolean,
): Finding[] {
  const found = profiles.map((profile): Finding => {
    const mapped = map.find(([, columns]) => (columns[source] ?? columns[0]) === profile.column);
    const own = findField(mapped ? { ...profile, insideId: 0 } : profile);
    if (mapped) {
      const order = own.kind === 'dateOfBirth' ? own.dateOrder : undefined;
      return { column: profile.column, kind: mapped[0], by: 'map', ...(order ? { dateOrder: order } : {}) };
    }
    return auto ? own : { column: profile.column, kind: null, why: 'It was not named with --map.' };
  });
  return settle(found);
}

function partnerOf(one: Finding, findings: readonly Finding[], taken: ReadonlySet<string>): Finding | undefined {
  const free = findings.filter((other) => other.kind !== null && other.kind === one.kind && !taken.has(other.column));
  const plain = (column: string): string => foldText(column).replaceAll(' ', '');
  return (
    free.find((other) => plain(other.column) === plain(one.column)) ??
    free.find((other) => relativeOf(other.column) === relativeOf(one.column)) ??
    free[0]
  );
}

/** Makes the view `raw` of all records, those of the first source first. */
export async function gatherRaw(
  batch: Batch,
  sources: readonly Source[],
  fields: readonly PlannedField[],
): Promise<void> {
  let start = 0;
  const queries = sources.map(({ table, records }, source) => {
    const columns = fields.map(({ at, dateOrders }, index) => {
      const column = at[source];
      if (column === null || column === undefined) return `cast(null as ${dialectOf(batch.dialect).text}) as c${index}`;
      const order = dateOrders[source];
      return order === undefined ? `c${column} as c${index}` : `'${order}:' || c${column} as c${index}`;
    });
    const query = `select cast(n + ${start} as integer) as rid, ${source} as src, ${columns.join(', ')} from ${table}`;
    start += records;
    return query;
  });
  await batch.run(dialectOf(batch.dialect).createView('raw', `select * from (${queries.join(' union all ')}) records`));
}
