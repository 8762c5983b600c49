import { useEffect, useEffectEvent, useState } from 'react';
import { dropDraft, isKept, keepDraft } from '../../../client/drafts.ts';
import { useOffline } from '../../../client/offline/provider.tsx';
import { useT } from '../../../kit/i18n.ts';
import { notify } from '../../../kit/notify.ts';
import type { RecordValues } from '../../../kit/recordSpecs.ts';
import { useSession } from '../../accounts/ui/session.tsx';

/** What was begun and not saved, as long as the page is open: a window closed by mistake loses nothing. */
const drafts = new Map<string, RecordValues>();

export type Draft = {
  values: RecordValues;
  change: (part: RecordValues) => void;
  /** These are words of before, which a window closed or a page left had kept. */
  isBack: boolean;
  /** Begins empty again: what was written is saved, or not wanted. */
  clear: () => void;
};

const writesAfterMilliseconds = 300;

/**
 * The words of a form that adds something, kept until they are saved: in this page, and in the device's encrypted copy where
 * one is open. `name` says what is added to what, `where` is the form's title.
 */
export function useDraft(name: string, where: string, start: RecordValues): Draft {
  const offline = useOffline();
  const t = useT();
  const hat = useSession()?.membership?.id ?? '';
  const key = `${hat} ${name}`;
  const [values, setValues] = useState<RecordValues>({ ...start, ...drafts.get(key) });
  const [isBack, setBack] = useState(drafts.has(key));

  useEffect(() => {
    if (drafts.has(key)) return;
    void offline
      .work()
      ?.draft(key)
      .then((found) => {
        if (found === undefined || drafts.has(key)) return;
        drafts.set(key, found);
        keepDraft(key, where);
        setValues((now) => ({ ...now, ...found }));
        setBack(true);
      })
      .catch(() => undefined);
  }, [offline, key, where]);
  useEffect(() => {
    if (!drafts.has(key)) return;
    const timer = setTimeout(() => void offline.work()?.keepDraft(key, values), writesAfterMilliseconds);
    return () => clearTimeout(timer);
  }, [offline, key, values]);

  const tell = useEffectEvent((left: string) => isKept(left) && notify('info', t('draft.kept', { where })));
  useEffect(() => () => void tell(key), [key]);

  return {
    values,
    isBack,
    change: (part) => {
      const next = { ...values, ...part };
      drafts.set(key, next);
      keepDraft(key, where);
      setValues(next);
    },
    clear: () => {
      drafts.delete(key);
      dropDraft(key);
      setValues(start);
      setBack(false);
      void offline.work()?.keepDraft(key, null);
    },
  };
}

export type ChangeDraft = Omit<Draft, 'values'> & {
  /** The record as it was when its writer began: what they changed is told from it, and sent with its version. */
  opened: RecordValues;
  values: RecordValues;
};

/** The same for a form that changes a record: what was changed and not saved is there again when the form is opened. */
export function useChangeDraft(name: string, where: string, record: RecordValues): ChangeDraft {
  const draft = useDraft(name, where, { opened: record, said: {} });
  const { opened, said } = draft.values as { opened: RecordValues; said: RecordValues };
  return {
    ...draft,
    opened,
    values: { ...opened, ...said },
    change: (part) => {
      const next = Object.fromEntries(
        Object.entries({ ...said, ...part }).filter(([field, value]) => !isSame(value, opened[field])),
      );
      if (Object.keys(next).length === 0) draft.clear();
      else draft.change({ opened, said: next });
    },
  };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? '') === JSON.stringify(other ?? '');
