import { useState } from 'react';
import { Button } from '../../../kit/actions.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { Foreign, Section, Stack, Text } from '../../../kit/layout.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { EmptyState, Message } from '../../../kit/states.tsx';
import { YearMatrix } from '../../../kit/YearMatrix.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { ratesOf, sdgSeries } from '../rules.ts';
import type { OfficialContent } from '../schema.ts';
import { PopulationDialog } from './PopulationDialog.tsx';

/** SDG 16.2.2: detected victims per 100,000 residents, and apart from them what estimates say of all victims. */
export function RatesSection({ content, live }: { content: OfficialContent; live: boolean }) {
  const t = useT();
  const maySign = useMay('statistics.sign');
  const [entering, setEntering] = useState(false);
  const { rate: written, number, span } = useFormats();
  const { population, estimates, years } = content;
  const rates = ratesOf(content);
  const sources = [...new Set(population.map(({ source }) => source))];
  const peopleOf = new Map(population.map((one) => [one.year, one.people]));
  const missing = years.filter((year) => !peopleOf.has(year));
  return (
    <Section
      title={t('official.sdg')}
      lead={t('official.sdgLead')}
      actions={
        live &&
        maySign && (
          <Button small icon="add" onClick={() => setEntering(true)}>
            {t('official.enterPopulation')}
          </Button>
        )
      }
    >
      {entering && <PopulationDialog country={content.country} onClose={() => setEntering(false)} />}
      <Stack>
        <YearMatrix
          caption={t('official.detectedRate')}
          rowsLabel={t('official.detectedRate')}
          years={years}
          nothing={t('official.noPopulation')}
          rows={[
            ...sdgSeries.map(({ rate: series }, at) => ({
              key: series,
              label: t(`code.officialSeries.${series}`),
              level: at === 0 ? (0 as const) : (1 as const),
              cells: new Map(
                rates
                  .filter((one) => one.series === series)
                  .map(({ year, rate }) => [
                    year,
                    rate === null
                      ? { text: t('official.withheld'), tone: 'quiet' as const }
                      : { text: written(rate), tone: 'bare' as const },
                  ]),
              ),
            })),
            {
              key: 'people',
              label: t('official.residents'),
              level: 2 as const,
              cells: new Map(
                [...peopleOf].map(([year, people]) => [year, { text: number(people), tone: 'bare' as const }]),
              ),
            },
          ]}
        />
        {sources.map((source) => (
          <Text key={source} quiet>
            {t('official.populationFrom')} <Foreign>{source}</Foreign>
          </Text>
        ))}
        {missing.length > 0 && (
          <Text quiet>{t('official.populationMissing', { years: missing.map(String).join(', ') })}</Text>
        )}
        <Message tone="info" title={t('official.estimated')}>
          {t('official.estimatedText')}
        </Message>
        {estimates.length === 0 ? (
          <EmptyState title={t('official.noEstimates')}>{t('official.noEstimatesText')}</EmptyState>
        ) : (
          <DataTable
            caption={t('official.estimated')}
            captionHidden
            rows={estimates}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', header: t('official.estimate'), cell: ({ title }) => <Foreign>{title}</Foreign> },
              {
                key: 'years',
                header: t('official.years'),
                unbroken: true,
                cell: ({ yearFrom, yearTo }) =>
                  yearFrom === yearTo ? yearFrom : span(String(yearFrom), String(yearTo)),
              },
              {
                key: 'observed',
                header: t('official.seen'),
                numeric: true,
                cell: ({ observed }) => (observed === null ? t('official.withheld') : number(observed)),
              },
              {
                key: 'range',
                header: t('official.range'),
                numeric: true,
                cell: ({ low, high }) =>
                  low === null || high === null ? '–' : span(number(Math.round(low)), number(Math.round(high))),
              },
              {
                key: 'rate',
                header: t('official.rangeRate'),
                numeric: true,
                cell: ({ low, high, yearFrom, yearTo }) => {
                  const people = yearFrom === yearTo ? peopleOf.get(yearFrom) : undefined;
                  if (low === null || high === null || people === undefined) return '–';
                  const rate = (count: number): string => written((count / people) * 100_000);
                  return span(rate(low), rate(high));
                },
              },
            ]}
          />
        )}
      </Stack>
    </Section>
  );
}
