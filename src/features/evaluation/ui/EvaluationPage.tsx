import { useSearchParams } from 'wouter';
import { ChoiceCards } from '../../../kit/choiceCards.tsx';
import { useT } from '../../../kit/i18n.ts';
import { PageHeader, Section, Stack } from '../../../kit/layout.tsx';
import { Message } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { examples } from '../rules/examples.ts';
import { origins, readChoice, writeChoice, type Choice } from './choice.ts';
import { EvaluationResult } from './EvaluationResult.tsx';
import { OwnFigures } from './OwnFigures.tsx';
import { OwnRecords } from './OwnRecords.tsx';
import { StoredFigures } from './StoredFigures.tsx';

/** What yearly figures show of a before and after: two worked examples, a stored series, own records or own figures. */
export function EvaluationPage() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const maySeries = useMay('series.read');
  const mayCount = useMay('statistics.read');
  const choice = readChoice(search);
  const offered = origins.filter((of) => (of === 'stored' ? maySeries : of === 'records' ? mayCount : true));
  const put = (next: Choice): void => setSearch((before) => writeChoice(before, next), { replace: true });
  return (
    <Stack>
      <PageHeader title={t('page.evaluation')} lead={t('evaluation.lead')} />
      <Message tone="info" title={t('evaluation.notCrime')}>
        {t('evaluation.notCrimeText')}
      </Message>
      <div data-kit-no-print>
        <Section title={t('evaluation.which')}>
          <ChoiceCards
            label={t('evaluation.of')}
            beside
            value={choice.of}
            onChange={(value) => {
              const of = origins.find((known) => known === value);
              if (of !== undefined) put({ of, before: null, after: null });
            }}
            choices={offered.map((of) => ({
              value: of,
              label: t(`code.evaluationOf.${of}`),
              text: t(`code.evaluationOfText.${of}`),
            }))}
          />
        </Section>
      </div>
      <Chosen choice={choice} onChange={put} />
    </Stack>
  );
}

function Chosen({ choice, onChange }: { choice: Choice; onChange: (choice: Choice) => void }) {
  const t = useT();
  switch (choice.of) {
    case 'stored':
      return <StoredFigures choice={choice} onChange={onChange} />;
    case 'records':
      return <OwnRecords choice={choice} onChange={onChange} />;
    case 'own':
      return <OwnFigures choice={choice} onChange={onChange} />;
    case 'victims':
    case 'cases': {
      const example = examples.find(({ id }) => id === choice.of);
      if (!example) return null;
      return (
        <EvaluationResult
          key={example.id}
          name={t(`code.evaluationSeries.${example.id}`)}
          unit={t(`code.evaluationUnit.${example.id}`)}
          claim={t(`code.evaluationClaim.${example.id}`)}
          figures={example.figures}
          notes={[example.citation]}
          choice={choice}
          onChange={onChange}
        />
      );
    }
  }
}
