/**
 * Saves a record field by field as it is edited. Each save names the version it was made from; when somebody else was
 * faster, what only one side changed is kept without asking, and what both changed is put to the reader, so that
 * nobody's words are lost. Knows neither screen nor server: `send` and the timer are lent.
 */
export type Values = Readonly<Record<string, unknown>>;
export type Versioned = Values & { readonly version: number };
export type SaveStatus = 'saved' | 'unsaved' | 'saving' | 'waiting' | 'refused' | 'conflict';

export interface Clash {
  /** What the reader wrote in the fields both sides changed. */
  readonly mine: Values;
  /** The record as the other one left it. */
  readonly theirs: Values;
  /** The record both began with. */
  readonly before: Values;
  readonly savedBy: { readonly id: string | null; readonly name: string | null };
  readonly savedAt: string | null;
}

/** How an attempt to save ended. */
export type Answer =
  | { readonly is: 'saved'; readonly version: number }
  | { readonly is: 'refused'; readonly problem: unknown }
  | { readonly is: 'unanswered' }
  | {
      readonly is: 'overtaken';
      readonly theirs: Versioned;
      readonly savedBy: { readonly id: string | null; readonly name: string | null };
      readonly savedAt: string | null;
    };

export interface AutosaveOptions {
  readonly record: Versioned;
  /** Fields that change together, such as the two days of a span. */
  readonly groups: readonly (readonly string[])[];
  /** Whether everything is there that must be; nothing is sent before. */
  readonly isComplete: (values: Values) => boolean;
  readonly send: (fields: Values, version: number) => Promise<Answer>;
  /** Calls back after so many milliseconds; answers how to call it off. */
  readonly later: (work: () => void, milliseconds: number) => () => void;
}

export interface AutosaveState {
  readonly values: Values;
  readonly status: SaveStatus;
  readonly problem: unknown;
  readonly clash: Clash | null;
  readonly canUndo: boolean;
}

export interface Autosave {
  readonly state: () => AutosaveState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly change: (part: Values) => void;
  /** Saves now what is not saved. */
  readonly flush: () => Promise<void>;
  readonly undo: () => void;
  /** Goes on with the reader's choice: the fields of a clash in which their own words hold. */
  readonly decide: (kept: Values) => void;
  /** The record was read anew: taken over unless something of it is being edited. */
  readonly adopt: (record: Versioned) => void;
}

const PAUSE = 900;
const RETRY = 5000;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
const pick = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.filter((name) => name in values).map((name) => [name, values[name]]));

/** Starts saving one record. */
export function startAutosave({ record, groups, isComplete, send, later }: AutosaveOptions): Autosave {
  const names = groups.flat();
  const listeners = new Set<() => void>();
  const undoable: Values[] = [];
  let base: Versioned = record;
  let now: AutosaveState = { values: record, status: 'saved', problem: null, clash: null, canUndo: false };
  let callOff: () => void = () => {};
  let isSending = false;
  let isUndoing = false;

  const show = (part: Partial<AutosaveState>): void => {
    now = { ...now, ...part, canUndo: undoable.length > 0 };
    for (const listener of listeners) listener();
  };
  const differs = (group: readonly string[], one: Values, other: Values): boolean =>
    group.some((name) => !same(one[name], other[name]));
  const edited = (): readonly (readonly string[])[] => groups.filter((group) => differs(group, now.values, base));
  const plan = (milliseconds: number): void => {
    callOff();
    callOff = later(() => void flush(), milliseconds);
  };

  async function flush(): Promise<void> {
    callOff();
    if (isSending || now.clash !== null) return;
    const mine = Object.fromEntries(
      edited()
        .flat()
        .filter((name) => !same(now.values[name], base[name]))
        .map((name) => [name, now.values[name] ?? null]),
    );
    if (Object.keys(mine).length === 0) return show({ status: 'saved', problem: null });
    if (!isComplete(now.values)) return show({ status: 'unsaved' });
    isSending = true;
    show({ status: 'saving', problem: null });
    const answer = await send(mine, base.version).catch((problem: unknown): Answer => ({ is: 'refused', problem }));
    isSending = false;
    await take(answer, mine);
  }

  async function take(answer: Answer, mine: Values): Promise<void> {
    if (answer.is === 'refused') return show({ status: 'refused', problem: answer.problem });
    if (answer.is === 'unanswered') {
      plan(RETRY);
      return show({ status: 'waiting' });
    }
    if (answer.is === 'overtaken') return meet(answer);
    if (!isUndoing) undoable.push(Object.fromEntries(Object.keys(mine).map((name) => [name, base[name] ?? null])));
    isUndoing = false;
    base = { ...base, ...mine, version: answer.version };
    await flush();
  }

  /** Somebody else saved first: what both changed is asked, all else goes together. */
  async function meet({ theirs, savedBy, savedAt }: Extract<Answer, { is: 'overtaken' }>): Promise<void> {
    const mine = edited();
    const disputed = mine.filter((group) => differs(group, theirs, base) && differs(group, theirs, now.values));
    const before = base;
    base = { ...base, ...pick(theirs, names), version: theirs.version };
    const values = { ...now.values, ...pick(theirs, names), ...pick(now.values, mine.flat()) };
    if (disputed.length === 0) {
      show({ values });
      return flush();
    }
    show({
      values,
      status: 'conflict',
      clash: { mine: pick(now.values, disputed.flat()), theirs, before, savedBy, savedAt },
    });
  }

  return {
    state: () => now,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change: (part) => {
      show({ values: { ...now.values, ...part } });
      show({ status: edited().length > 0 ? 'unsaved' : 'saved' });
      plan(PAUSE);
    },
    flush,
    undo: () => {
      const last = undoable.pop();
      if (!last) return;
      isUndoing = true;
      show({ values: { ...now.values, ...last }, status: 'unsaved' });
      void flush();
    },
    decide: (kept) => {
      const { clash } = now;
      if (!clash) return;
      const disputed = Object.keys(clash.mine);
      show({
        values: { ...now.values, ...pick(clash.theirs, disputed), ...pick(kept, disputed) },
        clash: null,
        status: 'unsaved',
      });
      void flush();
    },
    adopt: (read) => {
      if (read.version <= base.version || isSending || now.clash !== null || edited().length > 0) return;
      base = read;
      undoable.length = 0;
      show({ values: read, status: 'saved', problem: null });
    },
  };
}
