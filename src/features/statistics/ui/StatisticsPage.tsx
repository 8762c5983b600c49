import { useSearchParams } from 'wouter';
import { useAction } from '../../../client/hooks.tsx';
import { TextLink } from '../../../kit/actions.tsx';
import { useT } from '../../../kit/i18n.ts';
import { PageHeader, Row, Section, Stack } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { SeriesPanel } from '../../series/ui/SeriesPanel.tsx';
import type { Statistics } from '../schema.ts';
import { CountForm } from './CountForm.tsx';
import { CountResult } from './CountResult.tsx';
import { readQuestion, writeQuestion } from './question.ts';
import { useYearLines } from './yearLines.ts';

/** Counts of what the agencies keep, and beside them what others have published. The address holds the question. */
export function StatisticsPage() {
  const t = useT();
  const mayRead = useMay('statistics.read');
  const mayReadSeries = useMay('series.read');
  return (
    <Stack>
      <PageHeader
        title={t('page.statistics')}
        lead={t('statistics.lead')}
        actions={
          mayReadSeries && (
            <Row>
              <TextLink to="/library">{t('page.library')}</TextLink>
              <TextLink to="/evaluation">{t('page.evaluation')}</TextLink>
            </Row>
          )
        }
      />
      {mayRead ? <Counts withSeries={mayReadSeries} /> : mayReadSeries && <SeriesPanel />}
    </Stack>
  );
}

function Counts({ withSeries }: { withSeries: boolean }) {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const mayInternal = useMay('statistics.internal');
  const question = readQuestion(search);
  const { by, unit, where } = question;
  const internal = question.internal && mayInternal;
  const counted = useAction(
    'statistics.count',
    { by: [...by], unit, where: where.map(({ field, code }) => `${field}=${code}`), ...(internal && { internal }) },
    { keep: true },
  );
  return (
    <>
      <Section title={t('statistics.counts')}>
        <Stack>
          <div data-kit-no-print>
            <CountForm
              question={question}
              onChange={(changed) => setSearch((before) => writeQuestion(before, changed), { replace: true })}
            />
          </div>
          <Loaded of={counted}>{(statistics) => <CountResult statistics={statistics} chart={question.chart} />}</Loaded>
        </Stack>
      </Section>
      {withSeries && (counted.data ? <BesideOwn statistics={counted.data} /> : <SeriesPanel />)}
    </>
  );
}

/** Published figures, with the own count drawn beside them when it is by year alone. */
function BesideOwn({ statistics }: { statistics: Statistics }) {
  const t = useT();
  const [line] = useYearLines(statistics);
  if (statistics.by.length > 1 || line === undefined) return <SeriesPanel />;
  return <SeriesPanel own={{ ...line, name: t('statistics.own', { unit: line.name }) }} />;
}
