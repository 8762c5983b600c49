/** What agreeing in other fields implies for agreeing in this one, among different persons. */
export interface Implied {
  readonly field: number;
  /** The fields that imply it, the most telling first. */
  readonly by: readonly number[];
  /** For the first, the first two, … of them: by their levels and that of the field (`cellOf`), how many times likelier than fewer have it. */
  readonly times: readonly ReadonlyMap<number, number>[];
}

/** A pattern with how many pairs show it. */
export interface Shown {
  readonly levels: readonly number[];
  readonly pairs: number;
  /** Seen in pairs drawn, which are of different persons and stand for others; else all such pairs are counted. */
  readonly drawn: boolean;
}

/** All pairs, and what is believed of them. */
export interface Seen {
  readonly shown: readonly Shown[];
  /** For how many pairs one that was drawn stands. */
  readonly each: number;
  readonly m: Table;
  readonly u: Table;
  /** What was found before. */
  readonly known: readonly Implied[];
}

/** By comparison and level. */
type Table = readonly (readonly number[])[];

/** No field is implied by more others than this: what more could add, the pairs cannot show. */
const MOST_BY = 3;
/** As many pairs of a cell as are taken to be chance. */
const CHANCE = 2;
/** A joint agreement is believed from so many standard errors on. */
const ERRORS = 3;
const LEAST_BITS = 0.3;
/** Levels of a comparison are fewer than this. */
const PLACE = 16;

/** What agrees by more than chance, and what implies what: chosen once, filled with numbers as often as these are learned anew. */
export interface Order {
  readonly field: number;
  readonly by: readonly number[];
}

/**
 * Finds which fields different persons agree in together, as people of one country bear its names. Every field is implied by up to three before
 * it. Pairs of one person agree in everything, which is told by the other fields: see `differing`.
 */
export function findOrder(seen: Seen): Order[] {
  const worths = worthsOf(seen);
  const worth = (one: number, other: number): number => worths[one]?.[other] ?? 0;
  return orderOf(worths).flatMap((field, place, order) => {
    const by = order
      .slice(0, place)
      .filter((other) => worth(field, other) > 0)
      .toSorted((one, other) => worth(field, other) - worth(field, one))
      .slice(0, MOST_BY);
    return by.length === 0 ? [] : [{ field, by }];
  });
}

/** The field that has most to do with all others first, then always that which has most to do with those before. */
function orderOf(worths: Table): number[] {
  const order: number[] = [];
  const rest = new Set(worths.keys());
  while (rest.size > 0) {
    const from = order.length === 0 ? [...rest] : order;
    const worth = (field: number): number => from.reduce((sum, other) => sum + (worths[field]?.[other] ?? 0), 0);
    const best = [...rest].reduce((most, field) => (worth(field) > worth(most) ? field : most));
    order.push(best);
    rest.delete(best);
  }
  return order;
}

/** For each two fields, how many bits their joint agreement would be counted too much, over all pairs. */
function worthsOf(seen: Seen): number[][] {
  const { shown, u } = seen;
  const bits = new PatternBits(seen);
  const worths = u.map(() => u.map(() => 0));
  for (let x = 0; x < u.length; x += 1)
    for (let y = x + 1; y < u.length; y += 1) {
      const cells = new Cells(seen.each);
      for (const [at, one] of shown.entries()) {
        const [a, b] = [one.levels[x] ?? 0, one.levels[y] ?? 0];
        if (a > 0 && b > 0) cells.add(a * PLACE + b, one, bits.without(at, x, y));
      }
      const pairs = cells.differing();
      const total = sumOf(pairs.values());
      let worth = 0;
      for (const [cell, count] of pairs) {
        const [a, b] = [Math.floor(cell / PLACE), cell % PLACE];
        if (isLast(u, x, a) || isLast(u, y, b)) continue;
        const expected = total * (u[x]?.[a] ?? 1) * (u[y]?.[b] ?? 1);
        const chance = cells.chance(cell);
        const more = Math.log2((count + chance) / (expected + chance));
        if (more > LEAST_BITS && count - expected > ERRORS * Math.sqrt((expected + chance) * chance))
          worth += count * more;
      }
      (worths[x] as number[])[y] = worth;
      (worths[y] as number[])[x] = worth;
    }
  return worths;
}

/**
 * How many times likelier different persons agree in a field when they agree in those that imply it. What few pairs show is drawn towards what
 * fewer fields imply (DuMouchel 1999 shrinks ratios of counts so).
 */
export function learnImplied(orders: readonly Order[], seen: Seen): Implied[] {
  const { shown, u } = seen;
  const bits = new PatternBits(seen);
  return orders.map(({ field, by }) => {
    const times: Map<number, number>[] = [];
    for (let depth = 1; depth <= by.length; depth += 1) {
      const used = by.slice(0, depth);
      const cells = new Cells(seen.each);
      for (const [at, one] of shown.entries()) {
        const level = one.levels[field] ?? 0;
        if (level > 0 && used.some((other) => agrees(u, other, one.levels[other] ?? 0)))
          cells.add(cellOf(one.levels, used, level), one, bits.without(at, field, ...used));
      }
      times.push(timesOf(field, u, cells, times));
    }
    return { field, by, times };
  });
}

function timesOf(
  field: number,
  u: Table,
  cells: Cells,
  before: readonly ReadonlyMap<number, number>[],
): Map<number, number> {
  const pairs = cells.differing();
  const totals = new Map<number, number>();
  for (const [cell, count] of pairs) {
    const context = Math.floor(cell / PLACE);
    totals.set(context, (totals.get(context) ?? 0) + count);
  }
  const times = new Map<number, number>();
  for (const [context, total] of totals)
    for (let level = 1; !isLast(u, field, level); level += 1) {
      const cell = context * PLACE + level;
      const fewer = before.reduce(
        (product, one, depth) => product * (one.get((context % PLACE ** (depth + 1)) * PLACE + level) ?? 1),
        1,
      );
      const expected = total * Math.min(1, (u[field]?.[level] ?? 0) * fewer);
      const chance = cells.chance(cell);
      times.set(cell, ((pairs.get(cell) ?? 0) + chance) / (expected + chance));
    }
  return times;
}

/** The levels of some fields, the first in the lowest place, and that of the field they imply. */
const cellOf = (levels: readonly number[], by: readonly number[], level: number): number =>
  by.reduceRight((context, at) => context * PLACE + (levels[at] ?? 0), 0) * PLACE + level;

/** The level of the first field a cell names, and that of the field it implies. */
export const placesOfCell = (cell: number): { readonly before: number; readonly level: number } => ({
  before: Math.floor(cell / PLACE) % PLACE,
  level: cell % PLACE,
});

/** What a pattern must give back for what its fields imply of one another, in bits. */
export function impliedBits(implied: readonly Implied[], levels: readonly number[], u: Table): number {
  let bits = 0;
  for (const { field, by, times } of implied) {
    const level = levels[field] ?? 0;
    if (!agrees(u, field, level)) continue;
    let [context, place, product] = [0, 1, 1];
    for (const [depth, at] of by.entries()) {
      context += (levels[at] ?? 0) * place;
      place *= PLACE;
      product *= times[depth]?.get(context * PLACE + level) ?? 1;
    }
    if (product > 1) bits += Math.min(Math.log2(product), -Math.log2(u[field]?.[level] ?? 1));
  }
  return bits;
}

const isLast = (u: Table, field: number, level: number): boolean => level >= (u[field]?.length ?? 0) - 1;
const agrees = (u: Table, field: number, level: number): boolean => level > 0 && !isLast(u, field, level);
const sumOf = (values: Iterable<number>): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};

/** What each pattern weighs, field by field, less what is known to be implied. */
class PatternBits {
  readonly #bits: Float64Array;
  readonly #fields: number;

  constructor({ shown, m, u, known }: Seen) {
    const table = m.map((row, at) =>
      row.map((value, level) => (level === 0 ? 0 : Math.log2(value / (u[at]?.[level] ?? 1)))),
    );
    this.#fields = m.length + 1;
    this.#bits = new Float64Array(shown.length * this.#fields);
    for (const [at, { levels, drawn }] of shown.entries()) {
      if (drawn) continue;
      let sum = 0;
      for (let field = 0; field < m.length; field += 1) {
        const bits = table[field]?.[levels[field] ?? 0] ?? 0;
        this.#bits[at * this.#fields + field + 1] = bits;
        sum += bits;
      }
      for (const one of known) {
        const less = impliedBits([one], levels, u);
        const place = at * this.#fields + one.field + 1;
        this.#bits[place] = (this.#bits[place] ?? 0) - less;
        sum -= less;
      }
      this.#bits[at * this.#fields] = sum;
    }
  }

  /** The weight of a pattern but for some fields. */
  without(at: number, ...fields: number[]): number {
    const from = at * this.#fields;
    return fields.reduce((sum, field) => sum - (this.#bits[from + field + 1] ?? 0), this.#bits[from] ?? 0);
  }
}

/** Weights of other fields are kept in whole bits, from -HEAVIEST to HEAVIEST. */
const HEAVIEST = 20;

/** Pairs by the levels of some fields, and in each cell by what their other fields weigh. */
class Cells {
  readonly #found = new Map<number, { drawn: number; readonly byRest: Float64Array }>();
  readonly #each: number;

  constructor(each: number) {
    this.#each = each;
  }

  add(cell: number, { pairs, drawn }: Shown, rest: number): void {
    let found = this.#found.get(cell);
    if (!found) {
      found = { drawn: 0, byRest: new Float64Array(2 * HEAVIEST + 1) };
      this.#found.set(cell, found);
    }
    const bin = Math.round(Math.max(-HEAVIEST, Math.min(HEAVIEST, rest))) + HEAVIEST;
    if (drawn) found.drawn += pairs;
    else found.byRest[bin] = (found.byRest[bin] ?? 0) + pairs;
  }

  /** How many pairs of each cell are of different persons: the likeliest mixture, from what their other fields weigh. */
  differing(): Map<number, number> {
    return new Map(Array.from(this.#found, ([cell, { drawn, byRest }]) => [cell, drawn + differingOf(byRest)]));
  }

  /** How much a cell must show before it is believed: half of what a pair that was drawn stands for, or that one whole where it was. */
  chance(cell: number): number {
    return Math.max(CHANCE, this.#each / 2, Math.min(this.#each, this.#found.get(cell)?.drawn ?? 0));
  }
}

const odds = Float64Array.from({ length: 2 * HEAVIEST + 1 }, (_, bin) => 2 ** (HEAVIEST - bin));

function differingOf(byRest: Float64Array): number {
  const total = sumOf(byRest);
  if (total === 0) return 0;
  let share = 0.5;
  for (let round = 0; round < 25; round += 1) {
    let matched = 0;
    for (let bin = 0; bin < byRest.length; bin += 1) {
      const pairs = byRest[bin] ?? 0;
      if (pairs > 0) matched += pairs / (1 + ((1 - share) / share) * (odds[bin] ?? 1));
    }
    share = Math.min(1 - 1e-9, Math.max(1e-9, matched / total));
  }
  return total * (1 - share);
}
