import type { Watch } from './waiting.ts';

/** Steps of work in several parts, so that one bar tells of all. */
export interface Steps {
  readonly signal: AbortSignal;
  /** Begins a part of so many steps and gives what is to be told how many of them are done. */
  readonly part: (doing: string, count: number) => (done: number) => void;
}

export function stepsOf({ onProgress, signal }: Watch, total: number): Steps {
  let before = 0;
  return {
    signal,
    part: (doing, count) => {
      const from = before;
      before += count;
      onProgress({ done: from, total, doing });
      return (done) => onProgress({ done: from + done, total, doing });
    },
  };
}
