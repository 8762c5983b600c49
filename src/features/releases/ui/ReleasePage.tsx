import { useState } from 'react';
import { saveFile, useAction, useClient, useRun } from '../../../client/hooks.tsx';
import { Button, ButtonLink, TextLink } from '../../../kit/actions.tsx';
import { ConfirmDialog } from '../../../kit/ConfirmDialog.tsx';
import { KeyValues } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { Loading, Message } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import type { ReleaseOpened } from '../schema.ts';
import { RefusalList } from './RefusalList.tsx';
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
      <Acts release={release} />
      <Facts release={release} />
      {release.told === null && release.state === 'built' && (
        <Message tone="info" title={t('releases.told')}>
          {t('releases.toldLater')}
        </Message>
      )}
      {release.told && (
        <Section title={t('releases.told')}>
          <ToldTable release={release} told={release.told} />
        </Section>
      )}
      {release.figures && <ReportSections release={release} figures={release.figures} report={release.report} />}
    </Stack>
  );
}

function Acts({ release }: { release: ReleaseOpened }) {
  const t = useT();
  const client = useClient();
  const mayApprove = useMay('release.approve');
  const approve = useRun('releases.approve');
  const publish = useRun('releases.publish');
  const withdraw = useRun('releases.withdraw');
  const [withdrawing, setWithdrawing] = useState(false);
  const { id: releaseId, state, version, isOwn } = release;
  const options = { version };
  const isOut = state === 'published' || state === 'withdrawn';
  const hasContent = release.told !== null || (release.kind === 'records' && release.report !== null);
  return (
    <Stack gap="sm">
      {state === 'built' && isOwn && <Text>{t('releases.ownText')}</Text>}
      <ProblemMessage problem={approve.problem ?? publish.problem ?? withdraw.problem} />
      <Row>
        {state === 'built' && mayApprove && !isOwn && (
          <Button tone="primary" busy={approve.busy} onClick={() => void approve.run({ releaseId }, options)}>
            {t('releases.approve')}
          </Button>
        )}
        {state === 'approved' && mayApprove && (
          <Button tone="primary" busy={publish.busy} onClick={() => void publish.run({ releaseId }, options)}>
            {t('releases.publish')}
          </Button>
        )}
        {(isOut || state === 'refused') && (
          <ButtonLink to={`/releases/new?like=${releaseId}`}>{t('releases.revise')}</ButtonLink>
        )}
        {hasContent && (
          <Button icon="download" onClick={() => void saveFile(client, 'releases.download', { releaseId })}>
            {t('releases.download')}
          </Button>
        )}
        {state === 'published' && mayApprove && (
          <Button onClick={() => setWithdrawing(true)}>{t('releases.withdraw')}</Button>
        )}
      </Row>
      <ConfirmDialog
        open={withdrawing}
        onClose={() => setWithdrawing(false)}
        title={t('releases.withdraw')}
        confirmLabel={t('releases.withdraw')}
        reasonLabel={t('releases.reason')}
        danger
        busy={withdraw.busy}
        onConfirm={(reason) => void withdraw.run({ releaseId, reason }, options).then(() => setWithdrawing(false))}
      >
        {t('releases.withdrawText')}
      </ConfirmDialog>
    </Stack>
  );
}

function Facts({ release }: { release: ReleaseOpened }) {
  const t = useT();
  const { date, list, number } = useFormats();
  const { method, settings } = release;
  const told = [
    { label: t('releases.method'), value: t(`code.releaseMethod.${method}`) },
    { label: t('releases.unit'), value: t(`code.statUnit.${release.unit}`) },
    { label: t('releases.fields'), value: list(release.fields.map((field) => t(`code.statField.${field}`))) },
    { label: t('releases.reach'), value: t(`code.releaseReach.${release.reach}`) },
    { label: t('releases.cutOff'), value: date(release.cutOff) },
    { label: t('releases.threshold'), value: number(settings.threshold) },
    { label: t('releases.builtBy'), value: release.createdBy },
    { label: t('releases.approvedBy'), value: release.approvedBy },
    { label: t('releases.publishedOn'), value: release.publishedAt && date(release.publishedAt.slice(0, 10)) },
    { label: t('releases.changes'), value: release.changes && <Foreign>{release.changes}</Foreign> },
    { label: t('releases.reason'), value: release.withdrawnReason && <Foreign>{release.withdrawnReason}</Foreign> },
    { label: t('releases.licence'), value: release.licence },
    { label: t('releases.citation'), value: <Foreign>{release.citation}</Foreign> },
  ];
  return <KeyValues facts={told.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]))} />;
}
