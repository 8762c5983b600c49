import type { ListedOffence, Result } from '../../../engines/law/index.ts';

/** Charges that the law of the act and a later law do not have in common, and under which the highest penalty is lower. */
export interface LaterLaw {
  readonly ofAct: readonly ListedOffence[];
  readonly ofToday: readonly ListedOffence[];
  /** Null where a penalty is not asserted or a charge has no counterpart: a lawyer compares. */
  readonly milder: 'of-act' | 'of-today' | 'alike' | null;
}

/**
 * The same facts under the law of the act and under a later law, for the rule that the more favourable law applies after a
 * change. Compares the highest imprisonment of a natural person; an aid for a lawyer, who looks at more than that.
 * Null where the two laws say the same.
 */
export function laterLaw({ offences: first }: Result, { offences: second }: Result): LaterLaw | null {
  const [ofAct, ofToday] = [without(first, second), without(second, first)];
  if (ofAct.length === 0 && ofToday.length === 0) return null;
  const [old, present] = [heaviest(ofAct), heaviest(ofToday)];
  if (old === null || present === null) return { ofAct, ofToday, milder: null };
  return { ofAct, ofToday, milder: old === present ? 'alike' : old < present ? 'of-act' : 'of-today' };
}

function without(own: readonly ListedOffence[], other: readonly ListedOffence[]): ListedOffence[] {
  const said = new Set(other.map((one) => JSON.stringify(one)));
  return own.filter((one) => !said.has(JSON.stringify(one)));
}

/** In months, with life above every term and death above life; null where it is not known of every charge. */
function heaviest(charges: readonly ListedOffence[]): number | null {
  const terms = charges.map(({ penalties }) => {
    const most = penalties.find(({ subject }) => subject === 'natural')?.imprisonment_months;
    if (!most) return null;
    return most.death ? Infinity : most.life ? Number.MAX_SAFE_INTEGER : most.max;
  });
  const known = terms.filter((term) => term !== null);
  return known.length === 0 || known.length < terms.length ? null : Math.max(...known);
}
