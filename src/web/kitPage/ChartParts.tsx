import { BarChart, GroupedBarChart, LineChart, PyramidChart } from '../../kit/charts.tsx';
import { CountryMapChart } from '../../kit/CountryMapChart.tsx';
import { FlowChart } from '../../kit/FlowChart.tsx';
import { useCodeWords } from '../../kit/codeWords.ts';
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
      <OtherCharts />
    </Stack>
  );
}

function OtherCharts() {
  const t = useT();
  const words = useCodeWords();
  const [indonesia, malaysia, pakistan] = [t('kit.indonesia'), t('kit.malaysia'), t('kit.pakistan')];
  const [women, men] = [words.label('sex-gender', 'F'), words.label('sex-gender', 'M')];
  const about = { labelHeader: t('kit.country'), valueHeader: t('kit.count') };
  const withheld = t('value.withheld');
  return (
    <>
      <Section title={t('kit.groups')}>
        <GroupedBarChart
          {...about}
          title={t('kit.groups')}
          drawnGroups={10}
          drawnParts={5}
          points={[
            { group: indonesia, part: women, value: 700 },
            { group: indonesia, part: men, value: 500 },
            { group: malaysia, part: women, value: null },
            { group: malaysia, part: men, value: 240 },
          ]}
        />
      </Section>
      <Section title={t('kit.pyramid')}>
        <PyramidChart
          {...about}
          title={t('kit.pyramid')}
          sides={[men, women]}
          rows={[
            { label: '18+', values: [320, 210], notes: [withheld, withheld] },
            { label: '9–17', values: [null, 180], notes: [withheld, withheld] },
          ]}
        />
      </Section>
      <Section title={t('kit.flows')}>
        <FlowChart
          title={t('kit.flows')}
          valueHeader={about.valueHeader}
          fromHeader={t('code.statField.citizenship')}
          toHeader={t('code.statField.countryOfExploitation')}
          drawn={20}
          flows={[
            { from: indonesia, to: malaysia, value: 640 },
            { from: indonesia, to: indonesia, value: 210 },
            { from: pakistan, to: malaysia, value: 90 },
            { from: pakistan, to: indonesia, value: null },
          ]}
        />
      </Section>
      <Section title={t('kit.shadedMap')}>
        <CountryMapChart
          {...about}
          title={t('kit.shadedMap')}
          points={[
            { code: 'IDN', label: indonesia, value: 1200 },
            { code: 'MYS', label: malaysia, value: 64 },
            { code: 'PAK', label: pakistan, value: null },
          ]}
        />
      </Section>
    </>
  );
}

function years(values: readonly (number | null)[]) {
  return values.map((value, index) => ({ x: 2018 + index, value }));
}
