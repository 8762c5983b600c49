import { useState, type ComponentProps } from 'react';
import { captureOf } from '../../../client/offline/captures.ts';
import type { OutboxEntry } from '../../../client/offline/entries.ts';
import { useOffline } from '../../../client/offline/provider.tsx';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { ConfirmDialog } from '../../../kit/ConfirmDialog.tsx';
import { ConflictChoice } from '../../../kit/lazyConflict.tsx';
import { interviewWords, useFormats, useT } from '../../../kit/i18n.ts';
import { Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { lazyPart } from '../../../kit/lazyPart.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { RecordList } from '../../../kit/RecordList.tsx';
import { RecordView } from '../../../kit/RecordView.tsx';
import type { RecordValues } from '../../../kit/recordSpecs.ts';
import { Loading } from '../../../kit/states.tsx';
import { useSession } from '../../accounts/ui/session.tsx';
import { useEntrySpecs, useEntryTitle } from './entryWords.ts';
import type { ListedEntry } from './OutboxPage.tsx';

// An interview is drawn by its own feature, with its own words; most outboxes hold none.
const InterviewConflict = lazyPart(
  async () => (await Promise.all([import('../../screening/ui/TwoDevices.tsx'), interviewWords()]))[0].InterviewConflict,
  <Loading />,
);
const InterviewWords = lazyPart(
  async () => (await Promise.all([import('../../screening/ui/TwoDevices.tsx'), interviewWords()]))[0].InterviewWords,
  <Loading />,
);
const interviewOf = ({ input }: OutboxEntry) =>
  input['interview'] as ComponentProps<typeof InterviewWords>['interview'] | undefined;

const saidIn = ({ input }: OutboxEntry): RecordValues => {
  const { id: _id, caseId: _case, recordId: _record, ...said } = input;
  return said;
};

/** The words of one entry, as its form shows them. */
function EntryWords({ entry, overview }: ListedEntry) {
  const specs = useEntrySpecs();
  const interview = interviewOf(entry);
  if (interview !== undefined) return <InterviewWords interview={interview} />;
  return <RecordView specs={specs(entry, overview)} values={saidIn(entry)} />;
}

/** Lets go of what was done to the entries: counts anew and sends what may go. */
export function useDone(): (work: Promise<void> | undefined) => Promise<void> {
  const offline = useOffline();
  return async (work) => {
    await work;
    await offline.work()?.count();
    await offline.send();
  };
}

function CaseLine({ overview }: Pick<ListedEntry, 'overview'>) {
  const t = useT();
  if (overview === null) return null;
  return (
    <Text>
      <TextLink to={`/cases/${overview.case.id}`}>{t('case.title', { number: overview.case.number })}</TextLink>
    </Text>
  );
}

/** A write that came too late: both versions, field by field. */
export function ConflictEntry({ entry, overview, latest }: ListedEntry & { latest: OutboxEntry }) {
  const t = useT();
  const offline = useOffline();
  const done = useDone();
  const title = useEntryTitle();
  const specs = useEntrySpecs();
  const writer = useSession()?.user ?? null;
  const [busy, setBusy] = useState(false);
  const current = (entry.problem?.details?.['current'] ?? {}) as {
    record?: RecordValues | null;
    changedAt?: string | null;
    changedBy?: { id?: string | null; name?: string | null };
  };
  const isRemoval = captureOf(entry.action)?.act === 'remove';
  const outbox = offline.work()?.outbox;
  // Later writes of the same interview hold all of it: what is said last is compared, and they go with it.
  const interview = interviewOf(latest);

  async function decide(fields: RecordValues): Promise<void> {
    setBusy(true);
    const isWhole = interview !== undefined;
    await done(
      isWhole ? outbox?.decideWhole(entry.id, { ...latest.input, ...fields }) : outbox?.decide(entry.id, fields),
    );
    setBusy(false);
  }

  return (
    <Section title={title(entry)}>
      <CaseLine overview={overview} />
      {isRemoval ? (
        <Stack>
          <Text>{t('outbox.removeAnyway')}</Text>
          <Row>
            <Button tone="danger" busy={busy} onClick={() => void decide({})}>
              {t('record.remove')}
            </Button>
            <Button busy={busy} onClick={() => void done(outbox?.discard(entry.id))}>
              {t('outbox.leave')}
            </Button>
          </Row>
        </Stack>
      ) : interview !== undefined ? (
        <InterviewConflict
          screeningId={entry.target.split(' ')[1] ?? ''}
          mine={interview}
          busy={busy}
          onDecide={(joined) => void decide({ interview: joined })}
        />
      ) : (
        <ConflictChoice
          specs={specs(entry, overview)}
          mine={saidIn(entry)}
          theirs={current.record ?? {}}
          {...(entry.before && { before: entry.before })}
          writer={writer}
          savedBy={current.changedBy ?? null}
          savedAt={current.changedAt ?? null}
          busy={busy}
          onDecide={(fields) => void decide(fields)}
        />
      )}
    </Section>
  );
}

/** A write the server did not take: why, and the words of it. */
export function RefusedEntry({ entry, overview }: ListedEntry) {
  const t = useT();
  const offline = useOffline();
  const done = useDone();
  const title = useEntryTitle();
  const [throwing, setThrowing] = useState(false);
  const outbox = offline.work()?.outbox;
  return (
    <Section title={title(entry)}>
      <Stack>
        <CaseLine overview={overview} />
        <ProblemMessage problem={entry.problem} />
        <EntryWords entry={entry} overview={overview} />
        <Row>
          <Button onClick={() => void done(outbox?.retry(entry.id))}>{t('state.retry')}</Button>
          <Button tone="danger" onClick={() => setThrowing(true)}>
            {t('outbox.discard')}
          </Button>
        </Row>
        <ConfirmDialog
          open={throwing}
          onClose={() => setThrowing(false)}
          onConfirm={() => void done(outbox?.discard(entry.id))}
          title={t('outbox.discard')}
          confirmLabel={t('outbox.discard')}
          danger
        >
          {t('outbox.discardText')}
        </ConfirmDialog>
      </Stack>
    </Section>
  );
}

/** What only waits for the line, in the order it will go. */
export function WaitingEntries({ label, listed }: { label: string; listed: readonly ListedEntry[] }) {
  const t = useT();
  const { dateTime } = useFormats();
  const title = useEntryTitle();
  return (
    <RecordList
      label={label}
      items={listed.map(({ entry, overview }) => ({
        key: entry.id,
        title: title(entry),
        text: t('outbox.madeAt', { when: dateTime(entry.madeAt) }),
        children: (
          <>
            <CaseLine overview={overview} />
            <EntryWords entry={entry} overview={overview} />
          </>
        ),
      }))}
    />
  );
}
