import type { PairView, RunPairs } from '../schema.ts';

/** How many pairs a comparison found that the reader may still decide. */
export const waitsOf = ({ open, disagreed, undecided }: RunPairs): number => open + disagreed + undecided;

/** Which list to open first: what nobody has decided, else what people judge differently, else what was set aside. */
export function stateToDecide({ open, disagreed }: RunPairs): PairView['state'] {
  if (open > 0) return 'open';
  return disagreed > 0 ? 'disagreed' : 'undecided';
}
