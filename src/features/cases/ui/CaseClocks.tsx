import { Button } from '../../../kit/actions.tsx';
import { Clocks } from '../../../kit/Clocks.tsx';
import { useT } from '../../../kit/i18n.ts';
import { useNow } from '../../../kit/relativeTime.ts';
import { taskClocks } from '../../../words/case-work.ts';
import { clocksOf, type Clock } from '../rules/clocks.ts';
import { useCase } from './casePart.tsx';
import { useRecordRun } from './recordRun.ts';
import type { Overview } from './types.ts';

/** The times that run in a case; those a deed stops are stopped here. */
export function CaseClocks() {
  const t = useT();
  const { overview, mayWrite } = useCase();
  const add = useRecordRun('tasks.add');
  const now = useNow();
  const clocks = clocksOfCase(overview, now);
  if (clocks.length === 0) return null;
  const stop = (clock: Clock): void => {
    void add.run({
      caseId: overview.case.id,
      title: t(`code.clockDone.${clock.kind}`),
      clock: clock.kind,
      state: 'done',
    });
  };
  return (
    <Clocks
      label={t('clock.title')}
      items={clocks.map((clock) => ({
        key: `${clock.kind} ${clock.startsAt}`,
        title: t(`code.clock.${clock.kind}`),
        startsAt: clock.startsAt,
        endsAt: clock.endsAt,
        text: t(`code.clockText.${clock.kind}`),
        ...(isStoppedByTask(clock) &&
          mayWrite('administrative') && {
            actions: (
              <Button small icon="check" busy={add.busy} onClick={() => stop(clock)}>
                {t(`code.clockStop.${clock.kind}`)}
              </Button>
            ),
          }),
      }))}
    />
  );
}

const isStoppedByTask = ({ kind }: Clock): boolean => taskClocks.some((known) => known === kind);

function clocksOfCase({ case: found, people, tasks, grants }: Overview, now: number): readonly Clock[] {
  return clocksOf(
    {
      isOpen: found.erasedAt === null && !found.status.startsWith('closed'),
      people: people.filter(({ importId }) => importId === null),
      stopped: tasks.flatMap(({ clock, state }) => (clock && state === 'done' ? [clock] : [])),
      shareEnds: grants.filter(({ kind, revokedAt }) => kind === 'share' && revokedAt === null),
      retainUntil: found.legalHold ? null : found.retainUntil,
      closedOn: found.closedOn,
    },
    new Date(now).toISOString(),
  );
}
