import { useAction } from '../../../client/hooks.tsx';
import { TextLink } from '../../../kit/actions.tsx';
import { KeyValues } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Section, Stack } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { Loading, Message } from '../../../kit/states.tsx';
import type { ReleaseOpened } from '../schema.ts';
import { DraftOpening, isUnopened } from './DraftOpening.tsx';
import { RefusalList } from './RefusalList.tsx';
import { ReleaseActs } from './ReleaseActs.tsx';
import { ReportSections } from './ReportSections.tsx';
import { StateBadge } from './StateBadge.tsx';
import { ToldTable } from './ToldTable.tsx';

const often = 1000;

/** One version of one release: how far it is, what it tells, what the attacks found, and what can be done next. */
export function ReleasePage({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const found = useAction(
    'releases.open',
    { releaseId: params['releaseId'] ?? '' },
    { again: (last) => (last?.state === 'building' ? often : false) },
  );
  return (
    <Loaded of={found} wholePage>
      {(release) => <ReleaseView release={release} />}
    </Loaded>
  );
}

function ReleaseView({ release }: { release: ReleaseOpened }) {
  const t = useT();
  return (
    <Stack>
      <PageHeader
        title={release.title}
        lead={t('releases.versionOf', { number: release.number })}
        trail={<TextLink to="/releases">{t('page.releases')}</TextLink>}
        actions={<StateBadge state={release.state} />}
      />
      {release.state === 'building' && (
        <Message tone="info" title={t('code.releaseState.building')} live>
          {t('releases.building')}
          <Loading />
        </Message>
      )}
      {release.state === 'failed' && (
        <Message tone="bad" title={t('code.releaseState.failed')}>
          {t('releases.failed')}
        </Message>
      )}
      {release.refusal && <RefusalList release={release} refusal={release.refusal} />}
      {isUnopened(release) && <DraftOpening release={release} />}
      <ReleaseActs release={release} />
      <Facts release={release} />
      {release.told && (
        <Section title={t('releases.told')}>
          <ToldTable release={release} told={release.told} />
        </Section>
      )}
      {release.figures && <ReportSections release={release} figures={release.figures} report={release.report} />}
    </Stack>
  );
}

function Facts({ release }: { release: ReleaseOpened }) {
  const t = useT();
  const { date, list, number } = useFormats();
  const { method, settings } = release;
  const byOn = (name: string | null, at: string | null) =>
    at && <Foreign>{[name, date(at.slice(0, 10))].filter((part) => part !== null).join(' · ')}</Foreign>;
  const told = [
    { label: t('releases.method'), value: t(`code.releaseMethod.${method}`) },
    { label: t('releases.unit'), value: t(`code.statUnit.${release.unit}`) },
    { label: t('releases.fields'), value: list(release.fields.map((field) => t(`code.statField.${field}`))) },
    { label: t('releases.reach'), value: t(`code.releaseReach.${release.reach}`) },
    { label: t('releases.cutOff'), value: date(release.cutOff) },
    {
      label: t('releases.countedUpTo'),
      value: release.stepped && release.figures?.countedAt ? date(release.figures.countedAt.slice(0, 10)) : null,
    },
    { label: t('releases.threshold'), value: number(settings.threshold) },
    { label: t('releases.builtBy'), value: release.createdBy },
    { label: t('releases.openedBy'), value: byOn(release.openedBy, release.openedAt) },
    { label: t('releases.approvedBy'), value: release.approvedBy },
    { label: t('releases.publishedOn'), value: release.publishedAt && date(release.publishedAt.slice(0, 10)) },
    { label: t('releases.changes'), value: release.changes && <Foreign>{release.changes}</Foreign> },
    { label: t('releases.withdrawnBy'), value: byOn(release.withdrawnBy, release.withdrawnAt) },
    { label: t('releases.reason'), value: release.withdrawnReason && <Foreign>{release.withdrawnReason}</Foreign> },
    { label: t('releases.licence'), value: release.licence },
    { label: t('releases.citation'), value: <Foreign>{release.citation}</Foreign> },
  ];
  return <KeyValues facts={told.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]))} />;
}
