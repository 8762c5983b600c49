import { createHash } from 'node:crypto';

/** How far long work is, and what it does now: null while it waits for its turn. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly doing: string | null;
}

export interface Watch {
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

export type Standing<Answer> =
  { readonly answer: Answer; readonly progress: null } | { readonly answer: null; readonly progress: Progress };

export interface Limits {
  readonly mostKept: number;
  /** Of more unfinished work than this of one asker the oldest is given up. */
  readonly mostOfOne: number;
  /** Milliseconds after which work nobody asked for again is given up. */
  readonly patience: number;
}

interface Work<Answer> {
  readonly name: string;
  readonly askers: Set<string>;
  readonly ending: AbortController;
  progress: Progress;
  settled: { readonly answer: Answer } | { readonly error: unknown } | null;
  timer: NodeJS.Timeout | null;
}

/**
 * Long work on counts that only a transaction can read: the first who asks is told to come back, a later one finds how far
 * it is, and then the answer. One is done after the other; what nobody waits for any more is given up. Kept by a digest of
 * what it is made from, so that the same counts are not worked on twice.
 */
export function waitingFor<Asked, Answer>(
  toDo: (asked: Asked, watch: Watch) => Promise<Answer>,
  { mostKept, mostOfOne, patience }: Limits,
) {
  const works = new Map<string, Work<Answer>>();
  let turn: Promise<void> = Promise.resolve();

  const giveUp = (work: Work<Answer>): void => {
    if (work.timer) clearTimeout(work.timer);
    if (works.get(work.name) === work) works.delete(work.name);
    work.ending.abort();
  };
  const unfinishedOf = (asker: string): Work<Answer>[] =>
    [...works.values()].filter(({ settled, askers }) => settled === null && askers.has(asker));
  const leave = (work: Work<Answer>, asker: string): void => {
    work.askers.delete(asker);
    if (work.askers.size === 0) giveUp(work);
  };

  const begin = (name: string, asked: Asked): Work<Answer> => {
    const work: Work<Answer> = {
      name,
      askers: new Set(),
      ending: new AbortController(),
      progress: { done: 0, total: 1, doing: null },
      settled: null,
      timer: null,
    };
    works.set(name, work);
    const finished = [...works.values()].filter(({ settled }) => settled !== null);
    for (const oldest of finished.slice(0, Math.max(0, works.size - mostKept))) works.delete(oldest.name);
    const { signal } = work.ending;
    turn = turn.then(async () => {
      if (signal.aborted) return;
      try {
        work.settled = { answer: await toDo(asked, { signal, onProgress: (progress) => (work.progress = progress) }) };
      } catch (error) {
        work.settled = { error };
      }
      if (work.timer) clearTimeout(work.timer);
    });
    return work;
  };

  return {
    /** The answer, or how far it is; throws what the work threw, once. */
    ask: (asker: string, asked: Asked): Standing<Answer> => {
      const name = digestOf(asked);
      const work = works.get(name) ?? begin(name, asked);
      if (work.settled === null) {
        work.askers.add(asker);
        for (const oldest of unfinishedOf(asker).slice(0, -mostOfOne)) leave(oldest, asker);
        if (work.timer) clearTimeout(work.timer);
        work.timer = setTimeout(() => giveUp(work), patience).unref();
        return { answer: null, progress: work.progress };
      }
      if ('answer' in work.settled) return { answer: work.settled.answer, progress: null };
      works.delete(name);
      throw work.settled.error;
    },
    /** Gives up unfinished work that nobody else waits for. */
    stop: (asker: string, asked: Asked): void => {
      const work = works.get(digestOf(asked));
      if (work?.settled === null) leave(work, asker);
    },
  };
}

const digestOf = (asked: unknown): string => createHash('sha256').update(JSON.stringify(asked)).digest('base64');
