import { BarChart } from '../../../kit/charts.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Section, Stack, Text } from '../../../kit/layout.tsx';
import { Waterfall } from '../../../kit/Waterfall.tsx';
import type { RunReport } from '../schema.ts';
import { useLinkageWords } from './words.ts';

type Level = RunReport['comparisons'][number]['levels'][number] & { comparison: string };
type Key = RunReport['keys'][number];

/** The charts of linkage: weights, m and u, completeness, keys, weights of pairs, groups. */
export function RunCharts({ report }: { report: RunReport }) {
  const t = useT();
  const { number } = useFormats();
  return (
    <Stack>
      <Section title={t('linkage.weights')} lead={t('linkage.weightsLead')}>
        <Weights report={report} />
      </Section>
      <Section title={t('linkage.histogram')}>
        <Histogram report={report} />
      </Section>
      {(report.examples ?? []).length > 0 && (
        <Section title={t('linkage.why')} lead={t('linkage.examplesLead')}>
          <Examples report={report} />
        </Section>
      )}
      <Section title={t('linkage.completeness')}>
        <Completeness report={report} />
      </Section>
      <Section title={t('linkage.keys')} lead={t('linkage.keysLead')}>
        <Keys report={report} />
      </Section>
      <Section title={t('linkage.groups')} lead={t('linkage.unlinkable', { count: number(report.unlinkable) })}>
        <BarChart
          title={t('linkage.groups')}
          labelHeader={t('linkage.groupSize')}
          valueHeader={t('linkage.groupCount')}
          points={report.sizes.map(({ size, clusters }) => ({ label: number(size), value: clusters }))}
        />
      </Section>
    </Stack>
  );
}

function Weights({ report }: { report: RunReport }) {
  const t = useT();
  const { signed, number } = useFormats();
  const words = useLinkageWords();
  const share = (value: number): string => (value < 0.001 ? value.toExponential(1) : number(value));
  const rows = report.comparisons.flatMap(({ name, levels }) =>
    levels.map((level): Level => ({ ...level, comparison: name })),
  );
  const columns: Column<Level>[] = [
    {
      key: 'name',
      header: t('linkage.comparison'),
      cell: ({ comparison }) => words.name(comparison),
    },
    { key: 'level', header: t('linkage.alike'), cell: ({ label }) => words.level(label) },
    { key: 'm', header: t('linkage.m'), cell: ({ m }) => share(m), numeric: true },
    { key: 'u', header: t('linkage.u'), cell: ({ u }) => share(u), numeric: true },
    { key: 'bits', header: t('linkage.weight'), cell: ({ bits }) => signed(Math.round(bits * 10) / 10), numeric: true },
    { key: 'pairs', header: t('linkage.candidates'), cell: ({ pairs }) => number(pairs), numeric: true },
  ];
  return (
    <Stack>
      <BarChart
        title={t('linkage.weightsChart')}
        labelHeader={t('linkage.comparison')}
        valueHeader={t('linkage.weight')}
        points={report.comparisons.flatMap(({ name, levels }) => {
          const [same] = levels;
          return same ? [{ label: words.name(name), value: Math.round(same.bits * 10) / 10 }] : [];
        })}
      />
      <DataTable
        caption={t('linkage.weights')}
        captionHidden
        columns={columns}
        rows={rows}
        rowKey={({ comparison, label }) => `${comparison} ${label}`}
      />
    </Stack>
  );
}

const bandWidth = 4;

/** Weights of pairs in bands; the threshold stands among them in words. */
function Histogram({ report }: { report: RunReport }) {
  const t = useT();
  const { number } = useFormats();
  const bands = new Map<number, number>();
  for (const { from, count } of report.bins) {
    const band = Math.floor(from / bandWidth) * bandWidth;
    bands.set(band, (bands.get(band) ?? 0) + count);
  }
  const at = Math.floor(report.threshold / bandWidth) * bandWidth;
  const points = [...bands]
    .toSorted(([one], [other]) => one - other)
    .map(([from, count]) => {
      const label = number(from);
      return { label: from === at ? t('linkage.thresholdHere', { band: label }) : label, value: count };
    });
  return (
    <Stack>
      <Text>{t('linkage.threshold', { weight: number(Math.round(report.threshold * 10) / 10) })}</Text>
      <BarChart
        title={t('linkage.histogram')}
        labelHeader={t('linkage.weightFrom')}
        valueHeader={t('linkage.pairs')}
        points={points}
      />
    </Stack>
  );
}

function Examples({ report }: { report: RunReport }) {
  const t = useT();
  const { signed } = useFormats();
  const words = useLinkageWords();
  return (
    <Stack>
      {(report.examples ?? []).map(({ what, probability, steps }) => (
        <Stack key={what} gap="sm">
          <Text>{t(`linkage.example.${what}`)}</Text>
          <Waterfall
            label={t(`linkage.example.${what}`)}
            steps={[
              { key: 'prior', words: t('linkage.prior'), value: report.prior },
              ...steps
                .filter(({ label }) => label !== null)
                .map((step) => ({ key: step.name, words: words.step(step), value: step.bits })),
            ]}
            sum={t('linkage.sum', { likely: words.likely(probability) })}
            format={(value) => signed(Math.round(value * 10) / 10)}
          />
        </Stack>
      ))}
    </Stack>
  );
}

function Completeness({ report }: { report: RunReport }) {
  const t = useT();
  const words = useLinkageWords();
  return (
    <BarChart
      title={t('linkage.completeness')}
      labelHeader={t('linkage.comparison')}
      valueHeader={t('linkage.filled')}
      points={report.completeness.map(({ name, filled }) => ({ label: words.name(name), value: filled }))}
    />
  );
}

function Keys({ report }: { report: RunReport }) {
  const t = useT();
  const words = useLinkageWords();
  const { number } = useFormats();
  const columns: Column<Key>[] = [
    { key: 'name', header: t('linkage.key'), cell: ({ name }) => words.key(name) },
    { key: 'pairs', header: t('linkage.candidates'), cell: ({ pairs }) => number(pairs), numeric: true },
    { key: 'added', header: t('linkage.added'), cell: ({ added }) => number(added), numeric: true },
    {
      key: 'largest',
      header: t('linkage.largestBlock'),
      cell: ({ largestBlock }) => number(largestBlock),
      numeric: true,
    },
  ];
  return (
    <DataTable
      caption={t('linkage.keys')}
      captionHidden
      columns={columns}
      rows={report.keys}
      rowKey={({ name }) => name}
    />
  );
}
