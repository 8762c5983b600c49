import { offerFile } from '../../../client/hooks.tsx';
import type { ChartFiles } from '../../../kit/ChartFrame.tsx';
import { BarChart, GroupedBarChart, LineChart, PyramidChart, type AgeRow } from '../../../kit/charts.tsx';
import { CountryMapChart } from '../../../kit/CountryMapChart.tsx';
import { FlowChart } from '../../../kit/FlowChart.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import type { StatisticField, Statistics } from '../schema.ts';
import { csvOf } from '../../../kit/csv.ts';
import { useRowNames, type CountRow } from './fieldWords.ts';
import { chartsFor, type ChartKind } from './question.ts';
import { useYearLines, useYears } from './yearLines.ts';

const mostBars = 20;
const mostGroups = 10;
const mostParts = 5;
const mostLines = 6;
const mostFlows = 24;
const inOrder: readonly StatisticField[] = ['registrationYear', 'ageBand', 'ageSpan'];

type CountChartProps = { statistics: Statistics; chart: ChartKind | null };

/** The counts as a picture and as its table. */
export function CountChart({ statistics, chart }: CountChartProps) {
  const t = useT();
  const { list } = useFormats();
  const about = useAbout(statistics);
  const { by } = statistics;
  const possible = chartsFor(by);
  const kind = chart !== null && possible.includes(chart) ? chart : (possible[0] ?? 'bar');
  const header = list(by.map((field) => t(`code.statField.${field}`)));
  const drawn = { ...about, labelHeader: header };
  const years = useYearLines(statistics);
  // Rows without a year, of which a line could show nothing, need the bars.
  if (kind === 'line' && years.length > 0 && years.length <= mostLines)
    return (
      <LineChart
        {...drawn}
        labelHeader={t('code.statField.registrationYear')}
        series={years}
        asideHeader={t('statistics.change')}
      />
    );
  if (kind === 'pyramid') return <Pyramid statistics={statistics} about={drawn} />;
  if (kind === 'map') return <CountMap statistics={statistics} about={drawn} />;
  if (kind === 'flow') return <Flows statistics={statistics} about={about} />;
  return by.length === 2 ? (
    <Groups statistics={statistics} about={drawn} />
  ) : (
    <Bars statistics={statistics} about={drawn} />
  );
}

type About = { title: string; valueHeader: string; notes: readonly string[]; files: ChartFiles };
type Drawn = { statistics: Statistics; about: About & { labelHeader: string } };

/** Title, unit, sources and files, which every chart of these counts has. */
function useAbout(statistics: Statistics): About {
  const t = useT();
  const { date, dateTime, list, number } = useFormats();
  const words = useRowNames();
  const unit = t(`code.statUnit.${statistics.unit}`);
  const conditions = statistics.where.map(({ field, code }) =>
    t('statistics.condition', { field: t(`code.statField.${field}`), code: words.code(field, code) }),
  );
  const title = t('statistics.title', {
    unit,
    fields: list(statistics.by.map((field) => t(`code.statField.${field}`))),
  });
  const { noise, threshold } = statistics;
  const changed = noise === null ? [] : [t('statistics.noise', { most: number(noise), step: number(threshold ?? 0) })];
  const years = useYears(statistics);
  const dated = statistics.by.includes('registrationYear') && years.running !== null;
  const csv = (): string =>
    csvOf([
      [
        ...statistics.by.flatMap((field) => [field, t(`code.statField.${field}`)]),
        unit,
        ...(dated ? [t('statistics.countedUntil')] : []),
        ...changed.map(() => t('statistics.noteColumn')),
      ],
      ...statistics.rows.map((row) => [
        ...statistics.by.flatMap((field) => [row.key[field] ?? '', words.one(row, field)]),
        row.count === null ? t('value.withheld') : String(row.count),
        ...(dated ? [years.until(row)] : []),
        ...changed,
      ]),
    ]);
  return {
    title: conditions.length > 0 ? `${title} · ${list(conditions)}` : title,
    valueHeader: unit,
    notes: [
      t('statistics.sourceNote', { agencies: number(statistics.coverage.agencies), day: dateTime(statistics.asOf) }),
      ...(dated
        ? [t('statistics.yearNotOver', { year: years.running ?? '', day: date(statistics.asOf.slice(0, 10)) })]
        : []),
      ...(threshold === null ? [t('statistics.internalNote')] : []),
      ...changed,
    ],
    files: { name: `palermo-${statistics.by.join('-')}`, csv, offer: offerFile },
  };
}

function Bars({ statistics, about }: Drawn) {
  const { by, rows } = statistics;
  const names = useRowNames();
  // Years and ages have an order of their own; of everything else the most comes first.
  const ordered = by.some((field) => inOrder.includes(field)) ? rows : rows.toSorted(byCount);
  const years = useYears(statistics);
  const points = ordered.map((row) => ({
    label: by.map((field) => years.name(row, field) ?? names.one(row, field)).join(' · '),
    value: row.count,
    unfinished: years.isRunning(row),
  }));
  return <BarChart {...about} points={points} drawn={mostBars} />;
}

function Groups({ statistics, about }: Drawn) {
  const { by, rows } = statistics;
  const t = useT();
  const years = useYears(statistics);
  const names = useRowNames();
  const [first = 'sex', second = 'sex'] = by;
  const size = (field: StatisticField): Map<string, number> => {
    const sums = new Map<string, number>();
    for (const row of rows) sums.set(row.key[field] ?? '', (sums.get(row.key[field] ?? '') ?? 0) + (row.count ?? 0));
    return sums;
  };
  const [groups, parts] = [size(first), size(second)];
  const rank = (row: CountRow, field: StatisticField, sums: Map<string, number>): number =>
    inOrder.includes(field) ? 0 : -(sums.get(row.key[field] ?? '') ?? 0);
  const ordered = rows.toSorted(
    (one, other) =>
      rank(one, first, groups) - rank(other, first, groups) || rank(one, second, parts) - rank(other, second, parts),
  );
  return (
    <GroupedBarChart
      {...about}
      labelHeader={t(`code.statField.${first}`)}
      points={ordered.map((row) => ({
        group: years.name(row, first) ?? names.one(row, first),
        part: years.name(row, second) ?? names.one(row, second),
        value: row.count,
        unfinished: years.isRunning(row),
      }))}
      drawnGroups={mostGroups}
      drawnParts={mostParts}
    />
  );
}

/** Men on the side where reading begins, women on the other; other and unknown sexes are told below. */
function Pyramid({ statistics: { by, rows }, about }: Drawn) {
  const t = useT();
  const names = useRowNames();
  const age = by.find((field) => field !== 'sex') ?? 'ageSpan';
  const spans = [...new Set(rows.map(({ key }) => key[age] ?? ''))].toSorted(
    (one, other) => startOf(other) - startOf(one),
  );
  const ages = spans.map((span): AgeRow => {
    const cells = (['M', 'F'] as const).map((sex) => rows.find(({ key }) => key[age] === span && key['sex'] === sex));
    const sample = rows.find(({ key }) => key[age] === span);
    const value = (at: 0 | 1): number | null => (cells[at] === undefined ? 0 : cells[at].count);
    return {
      label: sample ? names.one(sample, age) : span,
      values: [value(0), value(1)],
      notes: [t('value.withheld'), t('value.withheld')],
    };
  });
  const others = rows.filter(({ key }) => key['sex'] !== 'M' && key['sex'] !== 'F').length > 0;
  const notes = [
    ...about.notes,
    ...(age === 'ageSpan' ? [t('statistics.unequalBands')] : []),
    ...(others ? [t('statistics.otherSexes')] : []),
  ];
  return (
    <PyramidChart
      {...about}
      labelHeader={t(`code.statField.${age}`)}
      notes={notes}
      rows={ages}
      sides={[names.code('sex', 'M'), names.code('sex', 'F')]}
    />
  );
}

/** Ages by where they begin; what is no age comes last. */
const startOf = (span: string): number => {
  if (span === 'adult') return 18;
  if (span === 'child') return 0;
  return /^\d/.test(span) ? Number.parseInt(span, 10) : -1;
};

function CountMap({ statistics: { by, rows }, about }: Drawn) {
  const t = useT();
  const names = useRowNames();
  const [field = 'citizenship'] = by;
  const points = rows
    .toSorted(byCount)
    .map((row) => ({ code: row.key[field] ?? '', label: names.one(row, field), value: row.count }));
  const unplaced = points.some(({ code }) => !/^[A-Z]{3}$/.test(code));
  return (
    <CountryMapChart
      {...about}
      notes={unplaced ? [...about.notes, t('statistics.notOnMap')] : about.notes}
      points={points}
    />
  );
}

function Flows({ statistics: { by, rows }, about }: { statistics: Statistics; about: About }) {
  const t = useT();
  const names = useRowNames();
  const ends = (row: CountRow): readonly [string, string] => {
    const whole = row.key['corridor'];
    const [from = '', to = ''] =
      whole === undefined ? [row.key['citizenship'], row.key['countryOfExploitation']] : splitCorridor(whole);
    return [names.code('citizenship', from), names.code('countryOfExploitation', to)];
  };
  const flows = rows.toSorted(byCount).map((row) => {
    const [from, to] = ends(row);
    return { from, to, value: row.count };
  });
  const drawable = rows.filter(({ count }) => count !== null && count > 0).length;
  return (
    <FlowChart
      {...about}
      fromHeader={t('code.statField.citizenship')}
      toHeader={t('code.statField.countryOfExploitation')}
      flows={flows}
      drawn={mostFlows}
      notes={[
        ...about.notes,
        ...(drawable > mostFlows ? [t('statistics.largestFlows', { count: mostFlows })] : []),
        ...(by.includes('corridor') ? [t('statistics.corridorNote')] : []),
      ]}
    />
  );
}

/** MMR-IDN; either half can be a word of several letters, such as NOT_ASKED. */
const splitCorridor = (code: string): readonly string[] => code.split('-');

const byCount = (one: CountRow, other: CountRow): number => (other.count ?? 0) - (one.count ?? 0);
