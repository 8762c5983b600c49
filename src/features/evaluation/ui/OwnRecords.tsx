import { useMemo } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Loaded } from '../../../kit/problems.tsx';
import type { Statistics } from '../../statistics/schema.ts';
import type { YearFigure } from '../rules/engine.ts';
import type { Choice } from './choice.ts';
import { EvaluationResult } from './EvaluationResult.tsx';

type OwnRecordsProps = { choice: Choice; onChange: (choice: Choice) => void };

/** The victims in the records the reader may count, by year of registration. */
export function OwnRecords(props: OwnRecordsProps) {
  const counted = useAction('statistics.count', { by: ['registrationYear'], unit: 'victims', where: [] });
  return <Loaded of={counted}>{(statistics) => <Counted statistics={statistics} {...props} />}</Loaded>;
}

function Counted({ statistics, choice, onChange }: OwnRecordsProps & { statistics: Statistics }) {
  const t = useT();
  const { number, dateTime } = useFormats();
  const { noise, threshold } = statistics;
  const figures = useMemo(() => figuresOf(statistics), [statistics]);
  return (
    <EvaluationResult
      name={t('evaluation.records')}
      unit={t('code.statUnit.victims')}
      figures={figures}
      notes={[
        t('statistics.sourceNote', { agencies: number(statistics.coverage.agencies), day: dateTime(statistics.asOf) }),
        ...(noise === null ? [] : [t('statistics.noise', { most: number(noise), step: number(threshold ?? 0) })]),
        ...(statistics.rows.some(({ key }) => key['registrationYear'] === statistics.asOf.slice(0, 4))
          ? [t('evaluation.runningYear', { year: statistics.asOf.slice(0, 4) })]
          : []),
        ...(statistics.rows.some(({ withheld }) => withheld) ? [t('evaluation.withheldYears')] : []),
      ]}
      choice={choice}
      onChange={onChange}
    />
  );
}

/**
 * A withheld count can be a large one that would give a small one away: its year is not known. Nor is what a year that is not
 * over will come to.
 */
const figuresOf = ({ rows, asOf }: Statistics): readonly YearFigure[] =>
  rows.flatMap(({ key, count }) => {
    const year = Number(key['registrationYear']);
    return Number.isInteger(year) && year < runningYear(asOf) ? [{ year, value: count, censoredBelow: null }] : [];
  });

const runningYear = (asOf: string): number => Number(asOf.slice(0, 4));
