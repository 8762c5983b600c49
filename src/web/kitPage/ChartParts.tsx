import { BarChart, LineChart } from '../../kit/charts.tsx';
import { useT } from '../../kit/i18n.ts';
import { Section, Stack } from '../../kit/layout.tsx';

/** Charts beside their tables, on invented figures. */
export function ChartParts() {
  const t = useT();
  return (
    <Stack>
      <Section title={t('kit.bars')}>
        <BarChart
          title={t('kit.chartBars')}
          labelHeader={t('kit.country')}
          valueHeader={t('kit.count')}
          points={[
            { label: t('kit.indonesia'), value: 1200 },
            { label: t('kit.malaysia'), value: 640 },
            { label: t('kit.pakistan'), value: null },
          ]}
        />
      </Section>
      <Section title={t('kit.lines')}>
        <LineChart
          title={t('kit.chartLines')}
          labelHeader={t('date.year')}
          valueHeader={t('kit.count')}
          series={[
            { name: t('kit.indonesia'), points: years([310, 420, null, 290, 380]) },
            { name: t('kit.malaysia'), points: years([150, 170, 210, 260, 240]) },
          ]}
        />
      </Section>
    </Stack>
  );
}

function years(values: readonly (number | null)[]) {
  return values.map((value, index) => ({ x: 2018 + index, value }));
}
