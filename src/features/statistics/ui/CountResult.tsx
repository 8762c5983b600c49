import { offerFile } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { BarChart, LineChart, type Point, type Series } from '../../../kit/charts.tsx';
import { KeyValues } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Row, Stack, Text } from '../../../kit/layout.tsx';
import { EmptyState, Message, Withheld } from '../../../kit/states.tsx';
import type { StatisticField, Statistics } from '../schema.ts';
import { csvOf } from './csv.ts';
import { useFieldWords } from './fieldWords.ts';

const mostBars = 20;
const mostLines = 6;
const inOrder: readonly StatisticField[] = ['registrationYear', 'ageBand'];
type CountRow = Statistics['rows'][number];

/** The counts as a chart with its table, and what must be known to read them. */
export function CountResult({ statistics }: { statistics: Statistics }) {
  const t = useT();
  const { number, dateTime, list } = useFormats();
  const names = useRowNames();
  const unit = t(`code.statUnit.${statistics.unit}`);
  if (statistics.rows.length === 0)
    return <EmptyState title={t('statistics.none')}>{t('statistics.noneText')}</EmptyState>;

  const header = list(statistics.by.map((field) => t(`code.statField.${field}`)));
  const withheld = statistics.rows.some((row) => row.withheld);

  function download(): void {
    const rows = statistics.rows.map((row) => [
      ...statistics.by.flatMap((field) => [row.key[field] ?? '', names.one(row, field)]),
      row.count === null ? t('value.withheld') : String(row.count),
    ]);
    const head = [...statistics.by.flatMap((field) => [field, t(`code.statField.${field}`)]), unit];
    offerFile(
      new Blob([csvOf([head, ...rows])], { type: 'text/csv;charset=utf-8' }),
      `palermo-${statistics.by.join('-')}.csv`,
    );
  }

  return (
    <Stack>
      {statistics.overlapping && (
        <Message tone="attention" title={t('statistics.overlapping')}>
          {t('statistics.overlappingText', {
            fields: list(statistics.multiValued.map((field) => t(`code.statField.${field}`))),
          })}
        </Message>
      )}
      {withheld && (
        <Message tone="info" title={t('statistics.withheld')}>
          {t('statistics.withheldText', { count: statistics.threshold ?? 0 })}
        </Message>
      )}
      <Chart
        statistics={statistics}
        title={t('statistics.title', { unit, fields: header })}
        header={header}
        unit={unit}
      />
      <KeyValues
        facts={[
          {
            label: t('statistics.total'),
            value: statistics.totalWithheld || statistics.total === null ? <Withheld /> : number(statistics.total),
          },
          { label: t('statistics.agencies'), value: number(statistics.coverage.agencies) },
          { label: t('statistics.asOf'), value: dateTime(statistics.asOf) },
        ]}
      />
      <Row>
        <Button icon="download" onClick={download}>
          {t('statistics.download')}
        </Button>
      </Row>
      <Text quiet>{t('statistics.link')}</Text>
    </Stack>
  );
}

type ChartProps = { statistics: Statistics; title: string; header: string; unit: string };

/** Lines over years, bars for everything else. */
function Chart({ statistics, title, header, unit }: ChartProps) {
  const t = useT();
  const names = useRowNames();
  const { by, rows } = statistics;
  const [other] = by.filter((field) => field !== 'registrationYear');
  const yearly = rows.filter(({ key }) => /^\d{4}$/.test(key['registrationYear'] ?? ''));
  // Rows without a year, of which a line could show nothing, need the bars.
  if (by.includes('registrationYear') && yearly.length === rows.length && rows.length > 1) {
    const series = linesOf(
      yearly,
      other === undefined ? () => unit : (row) => names.one(row, other),
      t('value.withheld'),
    );
    if (series.length <= mostLines) {
      return (
        <LineChart
          title={title}
          labelHeader={t('code.statField.registrationYear')}
          valueHeader={unit}
          series={series}
        />
      );
    }
  }
  // Years and ages have an order of their own; of everything else the most comes first.
  const ordered = by.some((field) => inOrder.includes(field))
    ? rows
    : rows.toSorted((one, other) => (other.count ?? 0) - (one.count ?? 0));
  const points = ordered.map((row): Point => ({
    label: by.map((field) => names.one(row, field)).join(' · '),
    value: row.count,
  }));
  return <BarChart title={title} labelHeader={header} valueHeader={unit} points={points} drawn={mostBars} />;
}

function linesOf(rows: readonly CountRow[], nameOf: (row: CountRow) => string, withheld: string): Series[] {
  const lines = Map.groupBy(rows, nameOf);
  return [...lines].map(([name, members]) => ({
    name,
    points: members.map(({ key, count }) => ({ x: Number(key['registrationYear']), value: count, note: withheld })),
  }));
}

function useRowNames() {
  const words = useFieldWords();
  return {
    one: (row: CountRow, field: StatisticField) =>
      words.label(field, row.key[field] ?? '', row.labels[field] ?? row.key[field] ?? ''),
  };
}
