import { offerFile } from '../../../client/hooks.tsx';
import { LineChart, type LineExtras } from '../../../kit/charts.tsx';
import { csvOf } from '../../../kit/csv.ts';
import { useFormats, useT } from '../../../kit/i18n.ts';
import type { Evaluation, Movement } from '../rules/engine.ts';
import type { EvaluationResultProps } from './EvaluationResult.tsx';

type FigureChartProps = EvaluationResultProps & { evaluation: Evaluation | null; moved: Movement };

/** The series with its spans, its trend with the interval, and the years from which its level differs. */
export function FigureChart({ name, unit, figures, others = [], notes, evaluation, moved }: FigureChartProps) {
  const t = useT();
  const { number, change } = useFormats();
  const { trend, changes, changePoints } = moved;
  const asideOf = (year: number): string => {
    const found = changes.find(({ toYear }) => toYear === year);
    if (!found || found.percent === null) return '–';
    return t('evaluation.changeFrom', {
      percent: change(found.percent),
      base: number(found.base),
      year: found.fromYear,
    });
  };
  const extras: LineExtras = {
    ...(evaluation && {
      spans: [
        { from: evaluation.before.from, to: evaluation.before.to, label: t('evaluation.before') },
        { from: evaluation.after.from, to: evaluation.after.to, label: t('evaluation.after') },
      ],
    }),
    ...(trend && { interval: trend.line.map(({ year, ...level }) => ({ x: year, ...level })) }),
    steps: changePoints.map(({ year }) => ({ x: year })),
  };
  const lineOf = (line: string, of: typeof figures) => ({
    name: line,
    points: everyYear(of).map(({ year, value, censoredBelow }) => ({
      x: year,
      value,
      note: censoredBelow === null ? '–' : `<${number(censoredBelow)}`,
      aside: asideOf(year),
    })),
  });
  return (
    <LineChart
      title={name}
      labelHeader={t('date.year')}
      valueHeader={unit}
      series={[lineOf(unit, figures), ...others.slice(0, 4).map((other) => lineOf(other.name, other.figures))]}
      extras={extras}
      asideHeader={t('evaluation.change')}
      notes={[
        ...notes,
        ...(trend ? [t('evaluation.trendNote')] : []),
        ...(changePoints.length > 0 ? [t('evaluation.stepNote')] : []),
      ]}
      files={{
        name: 'palermo-before-after',
        csv: () =>
          csvOf([
            ['year', 'value'],
            ...figures.map(({ year, value, censoredBelow }) => [
              String(year),
              value === null ? (censoredBelow === null ? '' : `<${censoredBelow}`) : String(value),
            ]),
          ]),
        offer: offerFile,
      }}
    />
  );
}

/** Years in between that have no figure stand empty, so that no line runs over them. */
function everyYear(figures: FigureChartProps['figures']): FigureChartProps['figures'] {
  const years = figures.map(({ year }) => year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at).map(
    (year) => figures.find((one) => one.year === year) ?? { year, value: null, censoredBelow: null },
  );
}
