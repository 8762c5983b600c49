import type { ReactNode } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import type { ActionTypes } from '../../../client/index.ts';
import { ButtonLink, TextLink } from '../../../kit/actions.tsx';
import { Clocks } from '../../../kit/Clocks.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { Badge } from '../../../kit/facts.tsx';
import { useFormats, useOptionalT, useT } from '../../../kit/i18n.ts';
import { Columns, Foreign, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { RecordList } from '../../../kit/RecordList.tsx';
import { useRelativeTime } from '../../../kit/relativeTime.ts';
import { EmptyState } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { CrimeAnswer, RiskLevel } from './CaseBadges.tsx';
import { TaskRows } from './TaskRows.tsx';

type Today = ActionTypes['today.read']['output'];
const everyFewMinutes = 3 * 60_000;

/** A person's day: tasks, what others changed on their cases, what waits for them, and the clocks that run. */
export function TodayPanel() {
  const today = useAction('today.read', {}, { again: () => everyFewMinutes });
  const worksOnCases = useMay('case.read');
  return (
    <Loaded of={today}>
      {(found) => (
        <Stack>
          {found.clocks.length > 0 && <Running clocks={found.clocks} />}
          <Columns wide>
            {worksOnCases && <MyTasks tasks={found.tasks} />}
            <Stack>
              <Waiting waiting={found.waiting} />
              {worksOnCases && <Changed changed={found.changed} />}
            </Stack>
          </Columns>
        </Stack>
      )}
    </Loaded>
  );
}

function CaseLink({ of }: { of: { caseId: string; caseNumber: string; reference: string | null } }) {
  return (
    <TextLink to={`/cases/${of.caseId}`}>
      <Foreign>{of.reference === null ? of.caseNumber : `${of.caseNumber} · ${of.reference}`}</Foreign>
    </TextLink>
  );
}

function Running({ clocks }: { clocks: Today['clocks'] }) {
  const t = useT();
  return (
    <Section title={t('clock.title')} plain>
      <Clocks
        label={t('clock.title')}
        items={clocks.map((clock) => ({
          key: `${clock.caseId} ${clock.kind} ${clock.startsAt}`,
          title: t(`code.clock.${clock.kind}`),
          startsAt: clock.startsAt,
          endsAt: clock.endsAt,
          text: <CaseLink of={clock} />,
        }))}
      />
    </Section>
  );
}

function MyTasks({ tasks }: { tasks: Today['tasks'] }) {
  const t = useT();
  const mayChange = useMay('case.update');
  const late = tasks.filter(({ overdue }) => overdue).length;
  return (
    <Section
      title={t('today.tasks')}
      actions={late > 0 && <Badge tone="bad">{t('today.overdue', { count: late })}</Badge>}
    >
      {tasks.length === 0 && <EmptyState icon="done" title={t('today.noTasks')} />}
      <TaskRows tasks={tasks} mayChange={mayChange} showCase />
    </Section>
  );
}

/** Drafts of releases that others built and the reader may approve. */
function useDraftsToApprove() {
  const mayList = useMay('release.prepare');
  const mayApprove = useMay('release.approve');
  const listed = useAction('releases.list', {}, { enabled: mayList && mayApprove });
  return listed.data?.releases.filter(({ state, isOwn }) => state === 'built' && !isOwn) ?? [];
}

/** What nobody but the reader, or somebody like the reader, goes on with. */
function Waiting({ waiting }: { waiting: Today['waiting'] }) {
  const t = useT();
  const words = useCodeWords();
  const { dateTime } = useFormats();
  const drafts = useDraftsToApprove();
  const items: { key: string; title: ReactNode; text?: ReactNode; badges?: ReactNode; actions?: ReactNode }[] = [
    ...(waiting.emergencies > 0
      ? [
          {
            key: 'emergencies',
            title: t('today.emergencies', { count: waiting.emergencies }),
            badges: <Badge tone="attention">{t('today.decide')}</Badge>,
            actions: (
              <ButtonLink small to="/emergencies">
                {t('reviews.review')}
              </ButtonLink>
            ),
          },
        ]
      : []),
    ...drafts.map(({ id, title, createdBy, createdAt }) => ({
      key: `release ${id}`,
      title: (
        <TextLink to={`/releases/${id}`}>
          <Foreign>{title}</Foreign>
        </TextLink>
      ),
      badges: <Badge tone="attention">{t('today.decide')}</Badge>,
      text: (
        <Foreign>
          {t('today.releaseBuilt', { who: createdBy ?? t('value.someone'), when: dateTime(createdAt) })}
        </Foreign>
      ),
    })),
    ...waiting.shares.map((share) => ({
      key: `share ${share.caseId}`,
      title: <CaseLink of={share} />,
      badges: <Badge tone="info">{t('today.shared')}</Badge>,
      text: (
        <Foreign>
          {t('today.sharedBy', {
            agency: share.agencyName,
            purpose: words.word('sharePurpose', share.purpose),
            until: dateTime(share.expiresAt),
          })}
        </Foreign>
      ),
    })),
    ...waiting.unassigned.map((found) => ({
      key: `unassigned ${found.caseId}`,
      title: <CaseLink of={found} />,
      badges: (
        <>
          <Badge tone="attention">{t('today.unassigned')}</Badge>
          <RiskLevel risk={found.risk} />
        </>
      ),
      text: (
        <>
          {t('cases.tip')}: <CrimeAnswer answer={found.tip} /> · {t('cases.som')}: <CrimeAnswer answer={found.som} />
        </>
      ),
    })),
    ...(waiting.erasures > 0 ? [{ key: 'erasures', title: t('today.erasures', { count: waiting.erasures }) }] : []),
  ];
  return (
    <Section title={t('today.waiting')}>
      {items.length === 0 ? (
        <Text quiet>{t('today.nothingWaits')}</Text>
      ) : (
        <RecordList label={t('today.waiting')} items={items} />
      )}
    </Section>
  );
}

function Changed({ changed }: { changed: Today['changed'] }) {
  const t = useT();
  const word = useOptionalT();
  const { list } = useFormats();
  const relative = useRelativeTime();
  const counted = (kinds: Today['changed'][number]['kinds']): string =>
    list(kinds.map(({ kind, count }) => t('today.acts', { kind: word(`code.recordKind.${kind}`) ?? kind, count })));
  return (
    <Section title={t('today.changed')} lead={t('today.changedLead')}>
      {changed.length === 0 ? (
        <Text quiet>{t('today.nothingChanged')}</Text>
      ) : (
        <RecordList
          label={t('today.changed')}
          items={changed.map((found) => ({
            key: found.caseId,
            title: <CaseLink of={found} />,
            badges: found.since === null && <Badge tone="info">{t('today.new')}</Badge>,
            text: (
              <Foreign>
                {t('today.changedBy', {
                  what: counted(found.kinds),
                  who: found.lastByName ?? t('value.someone'),
                  when: relative(found.lastAt),
                })}
              </Foreign>
            ),
          }))}
        />
      )}
    </Section>
  );
}
