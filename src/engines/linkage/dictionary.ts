import type { Batch, LoadedColumn } from './batch.ts';
import { codedPartsOf, type Field, type FieldKind, letterPartsOf, tellingPart, textPartsOf } from './fields.ts';
import { digitBits, letterBits } from './letters.ts';
import { dialectOf } from './sql.ts';
import { longestValue, type Parts, standardise } from './standardise.ts';

/** How full a field is and how much its values tell apart. */
export interface FieldSummary {
  readonly column: string;
  readonly kind: FieldKind;
  readonly filled: number;
  readonly distinct: number;
  /** Rows whose value was too long to be one. */
  readonly tooLong: number;
}

/** Numbers for texts, in the order they are first met. */
export class Codes {
  readonly #codes = new Map<string, number>();

  of(text: string): number {
    const found = this.#codes.get(text);
    if (found !== undefined) return found;
    this.#codes.set(text, this.#codes.size);
    return this.#codes.size - 1;
  }
}

/** How often each value of a telling part occurs, by its code. */
export type Counts = Map<number, number>;

/** What was seen while a dictionary was made. */
export interface Dictionary {
  readonly summary: FieldSummary;
  /** By telling part. */
  readonly counts: ReadonlyMap<string, Counts>;
}

/** Values taken apart at a time: the rest of the field waits in the backend. */
const AT_ONCE = 50_000;

/**
 * Makes the table `d<at>` of the different values of a field: `raw` as written, and for its parts the number that stands for the value (`_c`),
 * the text where SQL needs it, and its letters as bits (`_b`). Each different value is taken apart once, here.
 */
export async function makeDictionary(batch: Batch, field: Field, at: number, codes: Codes): Promise<Dictionary> {
  const { createTable, drop } = dialectOf(batch.dialect);
  const values = `v${at}`;
  const distinct = `select c${at} as raw, cast(count(*) as bigint) as n from raw where c${at} is not null group by c${at}`;
  await batch.run(
    createTable(
      values,
      `select raw, n, cast(row_number() over (order by raw) - 1 as bigint) as place from (${distinct}) found`,
    ),
  );
  const { total = [] } = await batch.columns(`select cast(count(*) as bigint) as total from ${values}`);
  const seen = new Seen(field);
  await batch.load(`d${at}`, partsOfField(batch, field, values, Number(total[0] ?? 0), codes, seen));
  await batch.run(drop(values));
  return { summary: seen.summary(), counts: seen.counts };
}

async function* partsOfField(
  batch: Batch,
  { kind }: Field,
  values: string,
  total: number,
  codes: Codes,
  seen: Seen,
): AsyncGenerator<readonly LoadedColumn[]> {
  for (let start = 0; start === 0 || start < total; start += AT_ONCE) {
    const { raw = [], n = [] } = await batch.columns(
      `select raw, n from ${values} where place >= ${start} and place < ${start + AT_ONCE} order by place`,
    );
    const texts = raw.map(String);
    const parts = texts.map((value) => standardise(value, kind));
    const bits = kind === 'dateOfBirth' ? digitBits : letterBits;
    const coded = new Map(codedPartsOf(kind).map((part) => [part, codesOf(parts, part, codes)]));
    seen.add(texts, n.map(Number), parts, coded);
    yield [
      { name: 'raw', type: 'text', values: texts },
      ...[...coded].map(([part, numbers]): LoadedColumn => ({ name: `${part}_c`, type: 'integer', values: numbers })),
      ...textPartsOf(kind).map((part): LoadedColumn => ({
        name: part,
        type: 'text',
        values: parts.map((one) => one[part] ?? null),
      })),
      ...letterPartsOf(kind).map((part): LoadedColumn => ({
        name: `${part}_b`,
        type: 'bigint',
        values: parts.map((one) => (typeof one[part] === 'string' ? bits(one[part]) : null)),
      })),
    ];
  }
}

const codesOf = (parts: readonly Parts[], part: string, codes: Codes): (number | null)[] =>
  parts.map((one) => (typeof one[part] === 'string' ? codes.of(one[part]) : null));

/** Counts what goes by. */
class Seen {
  readonly counts: ReadonlyMap<string, Counts>;
  readonly #field: Field;
  #filled = 0;
  #distinct = 0;
  #tooLong = 0;

  constructor(field: Field) {
    this.#field = field;
    this.counts = new Map(tellingPart[field.kind].map((part) => [part, new Map<number, number>()]));
  }

  add(
    raw: readonly string[],
    times: readonly number[],
    parts: readonly Parts[],
    coded: ReadonlyMap<string, readonly (number | null)[]>,
  ): void {
    for (const [at, one] of parts.entries()) {
      const count = times[at] ?? 0;
      const says = Object.values(one).some((part) => part !== null);
      if (says) this.#filled += count;
      if (says) this.#distinct += 1;
      if ((raw[at]?.length ?? 0) > longestValue) this.#tooLong += count;
    }
    for (const [part, counts] of this.counts)
      for (const [at, code] of (coded.get(part) ?? []).entries())
        if (code !== null) counts.set(code, (counts.get(code) ?? 0) + (times[at] ?? 0));
  }

  summary(): FieldSummary {
    const { column, kind } = this.#field;
    return { column, kind, filled: this.#filled, distinct: this.#distinct, tooLong: this.#tooLong };
  }
}
