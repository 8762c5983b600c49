import { useAction } from '../../../client/hooks.tsx';
import { Button, ButtonLink } from '../../../kit/actions.tsx';
import { Badge, KeyValues, type BadgeTone, type Fact } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Foreign, PageHeader, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import type { HealthReport } from '../schema.ts';
import { useByteFormat } from './byteFormat.ts';
import { judge, type Judgement } from './judge.ts';

const everyMinute = 60_000;
const tones: Record<Judgement, BadgeTone> = { good: 'good', attention: 'attention', bad: 'bad' };

/** How the installation is, for who looks after it: what is well, what wants attention, and what to do. */
export function HealthPage() {
  const t = useT();
  const report = useAction('health.read', {}, { again: () => everyMinute });
  return (
    <>
      <PageHeader
        title={t('page.health')}
        lead={t('health.lead')}
        actions={
          <Button icon="sortable" busy={report.isFetching} onClick={() => void report.refetch()}>
            {t('health.again')}
          </Button>
        }
      />
      <Loaded of={report}>{(found) => <Report report={found} now={report.dataUpdatedAt} />}</Loaded>
    </>
  );
}

/** `now`: when the report was read. */
function Report({ report, now }: { report: HealthReport; now: number }) {
  const t = useT();
  const { dateTime, number, percent } = useFormats();
  const size = useByteFormat();
  const verdict = judge(report, now);
  const mark = (judgement: Judgement) => <Badge tone={tones[judgement]}>{t(`code.health.${judgement}`)}</Badge>;
  const moment = (at: string | null): string => (at === null ? t('health.never') : dateTime(at));
  return (
    <Stack>
      <Columns wide>
        <Part title={t('health.database')} mark={mark(verdict.database)}>
          <KeyValues
            facts={[
              { label: t('health.kind'), value: t(`code.databaseKind.${report.database.kind}`) },
              { label: t('health.version'), value: report.database.version },
              { label: t('health.size'), value: size(report.database.bytes) },
              { label: t('health.answers'), value: t('health.ms', { ms: number(report.database.answerMs) }) },
              { label: t('health.migrations'), value: <Foreign>{report.database.lastMigration ?? '–'}</Foreign> },
            ]}
          />
        </Part>
        <Part title={t('health.backup')} mark={mark(verdict.backup)}>
          <KeyValues facts={[{ label: t('health.lastBackup'), value: moment(report.backup.lastAt) }]} />
          <Text quiet>{t('health.backupText')}</Text>
          <Row>
            <ButtonLink to="/backup" icon="backup">
              {t('page.backup')}
            </ButtonLink>
          </Row>
        </Part>
        <Part title={t('health.disk')} mark={mark(verdict.disk)}>
          <KeyValues
            facts={
              report.disk === null
                ? [{ label: t('health.free'), value: { absent: 'unknown' } }]
                : [
                    { label: t('health.free'), value: size(report.disk.freeBytes) },
                    { label: t('health.of'), value: size(report.disk.totalBytes) },
                    {
                      label: t('health.share'),
                      value: percent(report.disk.freeBytes / Math.max(1, report.disk.totalBytes)),
                    },
                  ]
            }
          />
        </Part>
        <Part title={t('health.memory')} mark={mark(verdict.memory)}>
          <KeyValues
            facts={[
              { label: t('health.used'), value: size(report.memory.usedBytes) },
              { label: t('health.freeMemory'), value: size(report.memory.freeBytes) },
              { label: t('health.of'), value: size(report.memory.totalBytes) },
            ]}
          />
        </Part>
        <Part title={t('health.jobs')} mark={mark(verdict.jobs)}>
          <KeyValues facts={jobFacts(report.jobs, t, number, moment)} />
        </Part>
        <Part title={t('health.trail')} mark={mark(verdict.audit)}>
          <KeyValues
            facts={[
              { label: t('health.lastSeal'), value: moment(report.audit.lastSealAt) },
              { label: t('health.lastAct'), value: moment(report.audit.lastActAt) },
            ]}
          />
        </Part>
        <Part title={t('health.keys')} mark={mark(verdict.keys)}>
          <KeyValues
            facts={report.keys.map((key) => ({
              label: t(`code.keyFile.${key.name}`),
              value: !key.present
                ? t('health.keyMissing')
                : key.openToOthers
                  ? t('health.keyOpen')
                  : t('health.keyMade', { at: moment(key.madeAt) }),
            }))}
          />
          <Text quiet>{t('health.keysText')}</Text>
        </Part>
        <Part title={t('health.product')} mark={null}>
          <KeyValues
            facts={[
              { label: t('health.version'), value: report.product.version },
              { label: t('health.runtime'), value: report.product.node },
              { label: t('health.since'), value: moment(report.product.startedAt) },
            ]}
          />
        </Part>
      </Columns>
    </Stack>
  );
}

function Part({ title, mark, children }: { title: string; mark: React.ReactNode; children: React.ReactNode }) {
  return (
    <Section title={title} actions={mark}>
      <Stack gap="sm">{children}</Stack>
    </Section>
  );
}

function jobFacts(
  jobs: HealthReport['jobs'],
  t: ReturnType<typeof useT>,
  number: (value: number) => string,
  moment: (at: string | null) => string,
): readonly Fact[] {
  return [
    { label: t('health.waiting'), value: number(jobs.waiting) },
    { label: t('health.running'), value: number(jobs.running) },
    ...(jobs.stalled > 0 ? [{ label: t('health.stalled'), value: number(jobs.stalled) }] : []),
    { label: t('health.failedJobs'), value: number(jobs.failed) },
    ...(jobs.oldestWaiting === null ? [] : [{ label: t('health.oldest'), value: moment(jobs.oldestWaiting) }]),
    { label: t('health.filesToRemove'), value: number(jobs.filesToRemove) },
  ];
}
