import { KeyValues } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Section, Stack, Text } from '../../../kit/layout.tsx';
import type { Evaluation, NamedSeries } from '../rules/engine.ts';
import { useRatio } from './useRatio.ts';

/** A control that misses the years before by more than this of their level tells nothing of the years after. */
const mostMissed = 0.2;

/** The series against those a programme did not touch: difference in differences, and a synthetic control where it can be. */
export function AgainstSection({ evaluation, others }: { evaluation: Evaluation; others: readonly NamedSeries[] }) {
  const t = useT();
  const { list, percent, span } = useFormats();
  const ratio = useRatio();
  const { against, synthetic } = evaluation;
  if (against === null) return null;
  const interval = against.ratioCi95;
  return (
    <Section title={t('evaluation.against')} lead={list(others.map(({ name }) => name))}>
      <Stack>
        <Text>{t(`code.evaluationAgainst.${interval === null ? 'not-known' : against.verdict}`)}</Text>
        <KeyValues
          facts={[
            {
              label: t('evaluation.ratioOfRatios'),
              value: `${against.ratio === null ? '–' : ratio(against.ratio)}${interval ? ` (${span(ratio(interval[0]), ratio(interval[1]))})` : ''}`,
            },
            {
              label: t('evaluation.comparisonRatio'),
              value: against.comparison.ratio === null ? '–' : ratio(against.comparison.ratio),
            },
            { label: t('evaluation.alikeBefore'), value: t(`code.evaluationAlike.${against.alikeBefore}`) },
            ...(synthetic
              ? [
                  { label: t('evaluation.synthetic'), value: synthetic.ratio === null ? '–' : ratio(synthetic.ratio) },
                  { label: t('evaluation.missBefore'), value: percent(synthetic.missBefore) },
                  { label: t('evaluation.placebo'), value: ratio(synthetic.pValue) },
                  {
                    label: t('evaluation.weights'),
                    value: list(synthetic.weights.map(({ name, weight }) => `${name} ${percent(weight)}`)),
                  },
                ]
              : []),
          ]}
        />
        {synthetic && synthetic.missBefore > mostMissed && <Text>{t('evaluation.missesBefore')}</Text>}
        <Text quiet>{synthetic ? t('evaluation.syntheticNote') : t('evaluation.noSynthetic')}</Text>
      </Stack>
    </Section>
  );
}
