import { useSearchParams } from 'wouter';
import { useAction } from '../../../client/hooks.tsx';
import { useT } from '../../../kit/i18n.ts';
import { PageHeader, Section, Stack } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { SeriesPanel } from '../../series/ui/SeriesPanel.tsx';
import { CountForm } from './CountForm.tsx';
import { CountResult } from './CountResult.tsx';
import { readQuestion, writeQuestion } from './question.ts';

/** Counts of what the agencies keep, and beside them what others have published. The address holds the question. */
export function StatisticsPage() {
  const t = useT();
  const mayRead = useMay('statistics.read');
  const mayReadSeries = useMay('series.read');
  return (
    <Stack>
      <PageHeader title={t('page.statistics')} lead={t('statistics.lead')} />
      {mayRead && <Counts />}
      {mayReadSeries && <SeriesPanel />}
    </Stack>
  );
}

function Counts() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const question = readQuestion(search);
  const { by, unit, where } = question;
  const counted = useAction(
    'statistics.count',
    { by: [...by], unit, where: where.map(({ field, code }) => `${field}=${code}`) },
    { keep: true },
  );
  return (
    <Section title={t('statistics.counts')}>
      <Stack>
        <CountForm
          question={question}
          onChange={(changed) => setSearch((before) => writeQuestion(before, changed), { replace: true })}
        />
        <Loaded of={counted}>{(statistics) => <CountResult statistics={statistics} />}</Loaded>
      </Stack>
    </Section>
  );
}
