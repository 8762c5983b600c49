import { DataTable } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Section, Stack, Text } from '../../../kit/layout.tsx';
import { Message } from '../../../kit/states.tsx';
import type { Movement } from '../rules/engine.ts';

/** How the series moves by itself: each change with its base, the trend with its interval, years of another level. */
export function MovementSection({ moved }: { moved: Movement }) {
  const t = useT();
  const { number, signed, change, ratio, span } = useFormats();
  const { changes, trend, changePoints } = moved;
  return (
    <Section title={t('evaluation.movement')}>
      <Stack>
        <Text>
          {trend === null
            ? t('evaluation.noTrend')
            : t(`code.evaluationTrend.${trend.direction}`, {
                percent: change(trend.percentPerYear),
                low: change(trend.percentPerYearCi95[0]),
                high: change(trend.percentPerYearCi95[1]),
              })}
        </Text>
        {changePoints.map(({ year, years, levelBefore, levelAfter, ratioCi95, pValue }) => (
          <Message key={year} tone="attention" title={t('evaluation.step', { year })}>
            {t('evaluation.stepText', {
              before: number(Math.round(levelBefore)),
              after: number(Math.round(levelAfter)),
              p: ratio(pValue),
              years: years[0] === years[1] ? String(years[0]) : span(String(years[0]), String(years[1])),
              interval: ratioCi95 ? span(ratio(ratioCi95[0]), ratio(ratioCi95[1])) : '–',
            })}
          </Message>
        ))}
        <DataTable
          caption={t('evaluation.changes')}
          rows={changes}
          rowKey={({ toYear }) => String(toYear)}
          columns={[
            {
              key: 'years',
              header: t('evaluation.years'),
              unbroken: true,
              cell: ({ fromYear, toYear }) => span(String(fromYear), String(toYear)),
            },
            { key: 'base', header: t('evaluation.base'), numeric: true, cell: ({ base }) => number(base) },
            { key: 'value', header: t('evaluation.value'), numeric: true, cell: ({ value }) => number(value) },
            {
              key: 'difference',
              header: t('evaluation.difference'),
              numeric: true,
              cell: ({ difference }) => signed(difference),
            },
            {
              key: 'percent',
              header: t('evaluation.percentOfBase'),
              numeric: true,
              cell: ({ percent }) => (percent === null ? '–' : change(percent)),
            },
          ]}
        />
      </Stack>
    </Section>
  );
}
