import type { BadgeTone } from '../../../kit/facts.tsx';

/** How an outcome is coloured; the words say the same. */
export const outcomeTones: Readonly<Record<string, BadgeTone>> = { done: 'good', refused: 'attention', failed: 'bad' };
