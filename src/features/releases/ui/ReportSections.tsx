import type { z } from 'zod';
import { ChartTable } from '../../../kit/ChartFrame.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { KeyValues } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Section, Stack, Text } from '../../../kit/layout.tsx';
import { attacksOn, stoppedBy } from '../rules.ts';
import type { ReleaseFigures, ReleaseShown, reportShown } from '../schema.ts';
import { useGroupName } from './groupName.ts';

type Report = z.output<typeof reportShown>;

/** What the attacks found, for the office; and what this protection stops. */
export function ReportSections({
  release,
  figures,
  report,
}: {
  release: ReleaseShown;
  figures: ReleaseFigures;
  report: Report | null;
}) {
  const t = useT();
  const { number } = useFormats();
  const facts = [
    { label: t('releases.cells'), value: figures.cells },
    { label: t('releases.small'), value: figures.small },
    { label: t('releases.beside'), value: figures.beside },
    { label: t('releases.withheld'), value: figures.withheld },
    { label: t('releases.narrowest'), value: figures.narrowest ?? report?.changed?.narrowest },
    { label: t('releases.meanError'), value: report?.changed?.meanError },
  ].flatMap(({ label, value }) =>
    typeof value === 'number' ? [{ label, value: number(Math.round(value * 100) / 100) }] : [],
  );
  return (
    <>
      <Section title={t('releases.report')}>
        <Stack>
          <Text quiet>{t(figures.withheld === undefined ? 'releases.reportText' : 'releases.reportKept')}</Text>
          {facts.length > 0 && <KeyValues facts={facts} />}
          {report?.inferred && report.inferred.length > 0 && <Inferred release={release} inferred={report.inferred} />}
          {report?.records && <Records records={report.records} />}
        </Stack>
      </Section>
      <Section title={t('releases.stops')}>
        <Stopped release={release} />
      </Section>
    </>
  );
}

function Inferred({ release, inferred }: { release: ReleaseShown; inferred: NonNullable<Report['inferred']> }) {
  const t = useT();
  const { number } = useFormats();
  const nameOf = useGroupName(release.fields);
  return (
    <ChartTable
      title={t('releases.inferred')}
      rows={inferred}
      rowKey={({ values }) => JSON.stringify(values)}
      columns={[
        { key: 'group', header: t('releases.group'), cell: ({ values }) => nameOf(values) },
        {
          key: 'why',
          header: t('releases.why'),
          cell: ({ isSmall }) => t(isSmall ? 'releases.isSmall' : 'releases.isBeside'),
        },
        { key: 'low', header: t('releases.low'), numeric: true, cell: ({ low }) => number(Math.round(low)) },
        {
          key: 'high',
          header: t('releases.high'),
          numeric: true,
          cell: ({ high }) => (high === null ? t('releases.noBound') : number(Math.round(high))),
        },
      ]}
    />
  );
}

function Records({ records }: { records: NonNullable<Report['records']> }) {
  const t = useT();
  const { number, percent } = useFormats();
  const { utility, membership, spent, from } = records;
  return (
    <>
      <KeyValues
        facts={[
          ...(from === null ? [] : [{ label: t('releases.recordsFrom'), value: number(from) }]),
          ...(membership === null ? [] : [{ label: t('releases.membership'), value: percent(membership.advantage) }]),
          ...(spent
            ? [
                {
                  label: t('releases.spent'),
                  value: t('releases.spentText', {
                    epsilon: number(spent.epsilon),
                    delta: spent.delta.toExponential(0),
                    sigma: number(Math.round(spent.sigma * 100) / 100),
                  }),
                },
              ]
            : []),
        ]}
      />
      {from === null && <Text quiet>{t('releases.utilityKept')}</Text>}
      {utility.length > 0 && (
        <DataTable
          caption={t('releases.utility')}
          rows={utility}
          rowKey={({ length }) => String(length)}
          columns={[
            { key: 'length', header: t('releases.length'), cell: ({ length }) => number(length) },
            {
              key: 'combinations',
              header: t('releases.combinations'),
              numeric: true,
              cell: (one) => number(one.combinations),
            },
            {
              key: 'mean',
              header: t('releases.meanCount'),
              numeric: true,
              cell: (one) => number(Math.round(one.meanCount * 10) / 10),
            },
            {
              key: 'error',
              header: t('releases.error'),
              numeric: true,
              cell: (one) => number(Math.round(one.meanError * 10) / 10),
            },
            {
              key: 'suppressed',
              header: t('releases.suppressed'),
              numeric: true,
              cell: (one) => percent(one.suppressedShare),
            },
            {
              key: 'fabricated',
              header: t('releases.fabricated'),
              numeric: true,
              cell: (one) => percent(one.fabricatedShare),
            },
            {
              key: 'below',
              header: t('releases.below'),
              numeric: true,
              cell: (one) => number(one.belowThreshold),
            },
          ]}
        />
      )}
    </>
  );
}

function Stopped({ release }: { release: ReleaseShown }) {
  const t = useT();
  const { number } = useFormats();
  return (
    <DataTable
      caption={t('releases.stops')}
      captionHidden
      rows={attacksOn(release)}
      rowKey={(attack) => attack}
      columns={[
        { key: 'attack', header: t('releases.attack'), cell: (attack) => t(`code.releaseAttack.${attack}`) },
        {
          key: 'stopped',
          header: t('releases.stopped'),
          cell: (attack) =>
            t(`code.releaseStopped.${stoppedBy(release, attack)}`, { epsilon: number(release.settings.epsilon) }),
        },
      ]}
    />
  );
}
