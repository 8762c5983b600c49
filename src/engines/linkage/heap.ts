/** A wish to join two groups, with the weight it had when it was made. */
export interface Wish {
  readonly weight: number;
  readonly one: number;
  readonly other: number;
  /** The states of both groups then; a wish of an older state is void. */
  readonly stamps: number;
}

/** Wishes, the heaviest first; of equal weight, that of the lowest groups. */
export class WishHeap {
  #wishes: Wish[] = [];

  add(wish: Wish): void {
    const all = this.#wishes;
    let at = all.push(wish) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = all[parent];
      if (above === undefined || !before(wish, above)) break;
      all[at] = above;
      at = parent;
    }
    all[at] = wish;
  }

  take(): Wish | undefined {
    const all = this.#wishes;
    const first = all[0];
    const last = all.pop();
    if (last !== undefined && all.length > 0) this.#sink(last);
    return first;
  }

  #sink(wish: Wish): void {
    const all = this.#wishes;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      let below = all[child];
      if (below === undefined) break;
      const sibling = all[child + 1];
      if (sibling !== undefined && before(sibling, below)) {
        child += 1;
        below = sibling;
      }
      if (!before(below, wish)) break;
      all[at] = below;
      at = child;
    }
    all[at] = wish;
  }
}

function before(one: Wish, other: Wish): boolean {
  if (one.weight !== other.weight) return one.weight > other.weight;
  return one.one !== other.one ? one.one < other.one : one.other < other.other;
}
