import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { ActionTypes } from '../../../client/index.ts';
import { useAction, useClient, useRun } from '../../../client/hooks.tsx';
import { dropDraft, keepDraft } from '../../../client/drafts.ts';
import { useT } from '../../../kit/i18n.ts';
import { problemCode } from '../../../kit/problems.tsx';
import type { Instrument, Interview, Side, Sides } from '../rules.ts';
import { asInstrument } from '../rules/instrument.ts';
import type { InstrumentContent } from '../schema.ts';

type Opening = ActionTypes['screenings.add']['input']['opening'];
/** The same words, as the action takes them. */
type Said = ActionTypes['screenings.add']['input']['interview'];
export type Written = ActionTypes['screenings.add']['output'];

/** A running interview on this device: its words, and how far they are kept. */
export interface InterviewSession {
  readonly interview: Interview;
  readonly update: (change: (before: Interview) => Interview) => void;
  /** Keeps it; answers undefined when that failed, and `problem` says why. */
  readonly save: (ending?: {
    readonly opening: Opening;
    readonly interview: Interview;
  }) => Promise<Written | undefined>;
  readonly unsaved: number;
  readonly busy: boolean;
  readonly problem: Error | null;
  /** What another device said otherwise meanwhile: to be looked at, and chosen one by one. */
  readonly differing: Differing | null;
  readonly choose: (key: string, side: Side) => void;
  readonly caseId: string | null;
}

/** Two versions of one interview, and in which answers and parts they differ. */
export interface Differing {
  readonly sides: Sides;
  readonly keys: readonly string[];
}

export interface Begun {
  readonly id: string | null;
  readonly version: number;
  readonly caseId: string | null;
  readonly exercise: string | null;
  readonly interview: Interview;
}

const joining = () => import('../rules/joining.ts');
const savesAfter = 6;

/** Holds one interview, keeps it after every few answers, and joins what another device wrote meanwhile. */
export function useInterviewSession(begun: Begun): InterviewSession {
  const client = useClient();
  const [interview, setInterview] = useState(begun.interview);
  const [unsaved, setUnsaved] = useState(0);
  const [differing, setDiffering] = useState<Differing | null>(null);
  const [caseId, setCaseId] = useState(begun.caseId);
  const place = useRef({ id: begun.id, version: begun.version });
  const latest = useRef(interview);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const add = useRun('screenings.add', ['screenings']);
  const change = useRun('screenings.change', ['screenings']);

  const update = useCallback((alter: (before: Interview) => Interview) => {
    latest.current = alter(latest.current);
    setInterview(latest.current);
    setUnsaved((count) => count + 1);
  }, []);

  async function send(ending?: { opening: Opening; interview: Interview }): Promise<Written | undefined> {
    const { id, version } = place.current;
    const said = {
      interview: (ending?.interview ?? latest.current) as unknown as Said,
      finish: ending !== undefined,
      opening: ending?.opening ?? null,
    };
    const written =
      id === null
        ? await add.run({ ...said, caseId, exercise: begun.exercise })
        : await change.run({ ...said, id }, { version });
    if (written) {
      place.current = { id: written.id, version: written.version };
      setCaseId(written.caseId ?? caseId);
    }
    return written;
  }

  const save: InterviewSession['save'] = (ending) => {
    const turn = queue.current.then(() => send(ending));
    queue.current = turn;
    return turn.then((written) => {
      if (written) setUnsaved(0);
      return written;
    });
  };

  const conflicted = problemCode(change.problem) === 'conflict' && change.problem !== null;
  const { reset } = change;
  useEffect(() => {
    const { id } = place.current;
    if (!conflicted || id === null) return;
    reset();
    // Two devices on one interview are rare: how they are joined is fetched then.
    void Promise.all([joining(), client.call('screenings.open', { id })]).then(([{ mergeInterviews }, found]) => {
      if (!found.interview) return;
      const sides = { mine: latest.current, theirs: found.interview as Interview };
      const merged = mergeInterviews(sides.mine, sides.theirs);
      const keys = [...merged.parts, ...merged.differing];
      place.current = { ...place.current, version: found.screening.version };
      latest.current = merged.interview;
      setInterview(merged.interview);
      setDiffering(keys.length > 0 ? { sides, keys } : null);
    });
  }, [conflicted, client, reset]);

  const where = useT()('page.screening');
  const draftKey = useId();
  const isUnsaved = unsaved > 0;
  useEffect(() => {
    if (!isUnsaved) return;
    keepDraft(draftKey, where);
    return () => dropDraft(draftKey);
  }, [isUnsaved, draftKey, where]);

  const saveNow = useRef(save);
  useEffect(() => {
    saveNow.current = save;
  });
  useEffect(() => {
    if (unsaved >= savesAfter) void saveNow.current();
  }, [unsaved]);
  const waiting = useRef(0);
  useEffect(() => {
    waiting.current = unsaved;
  });
  // Another page of the app is opened: what was said last goes along.
  useEffect(
    () => () => {
      if (waiting.current > 0) void saveNow.current();
    },
    [],
  );
  useEffect(() => {
    const leave = (): void => {
      if (document.visibilityState === 'hidden' && waiting.current > 0) void saveNow.current();
    };
    document.addEventListener('visibilitychange', leave);
    return () => document.removeEventListener('visibilitychange', leave);
  }, []);

  return {
    interview,
    update,
    save,
    unsaved,
    busy: add.busy || change.busy,
    problem: add.problem ?? (conflicted ? null : change.problem),
    differing,
    choose: (key, side) => {
      if (differing === null) return;
      const { sides } = differing;
      void joining().then(({ withChoices }) =>
        update((before) => withChoices(before, sides, { [key]: side }, new Date().toISOString())),
      );
    },
    caseId,
  };
}

export interface ScreeningKit {
  readonly instruments: readonly Instrument[];
  /** The same lists, with their words in other languages. */
  readonly lists: readonly InstrumentContent[];
  readonly country: string | null;
  /** The sources of its laws, which the view of the law makes ready. */
  readonly law: unknown;
}

/** The agency's own lists of signs, its country and its laws, for the device. */
export function useScreeningKit(): ScreeningKit {
  const { data } = useAction('screenings.kit', {});
  return useMemo(
    () => ({
      instruments: data?.instruments.map(({ content }) => asInstrument(content)) ?? [],
      lists: data?.instruments.map(({ content }) => content) ?? [],
      country: data?.country ?? null,
      law: data?.law ?? null,
    }),
    [data],
  );
}
