import { Button } from '../../../kit/actions.tsx';
import { KeyValues } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Row, Stack, Text } from '../../../kit/layout.tsx';
import { EmptyState, Message, Withheld } from '../../../kit/states.tsx';
import { CopyField } from '../../../kit/tools.tsx';
import type { Statistics } from '../schema.ts';
import { CountChart } from './CountChart.tsx';
import type { ChartKind } from './question.ts';

/** The counts as a chart with its table, and what must be known to read them. */
export function CountResult({ statistics, chart }: { statistics: Statistics; chart: ChartKind | null }) {
  const t = useT();
  const { number, dateTime, list } = useFormats();
  if (statistics.rows.length === 0)
    return <EmptyState title={t('statistics.none')}>{t('statistics.noneText')}</EmptyState>;
  const withheld = statistics.rows.filter((row) => row.withheld).length;
  const allWithheld = withheld === statistics.rows.length;
  return (
    <Stack>
      {statistics.threshold === null && (
        <Message tone="attention" title={t('statistics.internalOn')}>
          {t('statistics.internalNote')}
        </Message>
      )}
      {statistics.overlapping && (
        <Message tone="attention" title={t('statistics.overlapping')}>
          {t('statistics.overlappingText', {
            fields: list(statistics.multiValued.map((field) => t(`code.statField.${field}`))),
          })}
        </Message>
      )}
      {withheld > 0 && (
        <Message tone="info" title={allWithheld ? t('statistics.allWithheld') : t('statistics.withheld')}>
          {t('statistics.withheldText', { count: statistics.threshold ?? 0 })}
        </Message>
      )}
      <CountChart statistics={statistics} chart={chart} />
      <KeyValues
        facts={[
          {
            label: t('statistics.totalOf', { unit: t(`code.statUnit.${statistics.unit}`) }),
            value: statistics.totalWithheld || statistics.total === null ? <Withheld /> : number(statistics.total),
          },
          { label: t('statistics.counted'), value: t(`code.statUnitHelp.${statistics.unit}`) },
          { label: t('statistics.agencies'), value: number(statistics.coverage.agencies) },
          { label: t('statistics.asOf'), value: dateTime(statistics.asOf) },
        ]}
      />
      <div data-kit-no-print>
        <Stack gap="sm">
          <CopyField label={t('statistics.linkLabel')} value={window.location.href} />
          <Text quiet>{t('statistics.link')}</Text>
          <Row>
            <Button icon="print" onClick={() => window.print()}>
              {t('statistics.print')}
            </Button>
          </Row>
        </Stack>
      </div>
    </Stack>
  );
}
