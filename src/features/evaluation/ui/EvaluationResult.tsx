import { useMemo } from 'react';
import { KeyValues } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Section, Stack, Text } from '../../../kit/layout.tsx';
import { EmptyState, Message } from '../../../kit/states.tsx';
import {
  evaluate,
  movement,
  model,
  sentencesOf,
  type Evaluation,
  type NamedSeries,
  type YearFigure,
} from '../rules/engine.ts';
import { AgainstSection } from './AgainstSection.tsx';
import { halvesOf, type Choice } from './choice.ts';
import { FigureChart } from './FigureChart.tsx';
import { MovementSection } from './MovementSection.tsx';
import { SensitivityTable } from './SensitivityTable.tsx';
import { SpanForm } from './SpanForm.tsx';
import { useRatio } from './useRatio.ts';

export type EvaluationResultProps = {
  name: string;
  unit: string;
  figures: readonly YearFigure[];
  others?: readonly NamedSeries[];
  /** Sources and what must be known. */
  notes: readonly string[];
  /** What others have said these figures show. */
  claim?: string;
  choice: Choice;
  onChange: (choice: Choice) => void;
};

const nobody: readonly NamedSeries[] = [];

/** What a series shows of a before and after: the sentence first, then what it rests on. */
export function EvaluationResult(props: EvaluationResultProps) {
  const { figures, others = nobody, choice, onChange } = props;
  const t = useT();
  const years = figures
    .filter(({ value, censoredBelow }) => value !== null || censoredBelow !== null)
    .map(({ year }) => year);
  const usual = choice.of === 'cases' ? null : halvesOf(years);
  const before = choice.before ?? usual?.before ?? null;
  const after = choice.after ?? usual?.after ?? null;
  const apart = before !== null && after !== null && before.to < after.from;
  const evaluation = useMemo(
    () => (apart ? evaluate(figures, before, after, others) : null),
    // Spans are compared by their years: an address gives new objects each time.
    // oxlint-disable-next-line react/exhaustive-deps
    [figures, others, apart, before?.from, before?.to, after?.from, after?.to],
  );
  const moved = useMemo(() => movement(figures), [figures]);
  if (years.length === 0) return <EmptyState title={t('evaluation.nothing')}>{t('evaluation.nothingText')}</EmptyState>;
  return (
    <Stack>
      <Section title={props.name}>
        <Stack>
          {props.claim !== undefined && <Text>{props.claim}</Text>}
          <SpanForm
            years={years}
            before={before}
            after={after}
            onChange={(spans) => onChange({ ...choice, ...spans })}
          />
          {evaluation && <Said evaluation={evaluation} />}
          <FigureChart {...props} evaluation={evaluation} moved={moved} />
        </Stack>
      </Section>
      <MovementSection moved={moved} />
      {evaluation && <SensitivityTable evaluation={evaluation} />}
      {evaluation && <AgainstSection evaluation={evaluation} others={others} />}
      <Section title={t('evaluation.how')}>
        <Stack gap="sm">
          <Text>{t('evaluation.howText')}</Text>
          {model.sources.map((source) => (
            <Text key={source} quiet>
              {source}
            </Text>
          ))}
        </Stack>
      </Section>
    </Stack>
  );
}

/** The sentence, and the figures it is made of. */
function Said({ evaluation }: { evaluation: Evaluation }) {
  const t = useT();
  const formats = useSentenceFormats();
  const { number, span } = useFormats();
  const ratio = useRatio();
  const { before, after, verdict, ratioCi95, dispersion } = evaluation;
  const [first, ...others] = sentencesOf(evaluation, formats).map(({ key, values }) => t(key, values));
  const years = (period: Evaluation['before']): string =>
    `${period.from === period.to ? period.from : span(String(period.from), String(period.to))}${period.missingYears.length > 0 ? ` · ${t('evaluation.missing', { years: formats.years(period.missingYears) })}` : ''}`;
  const sum = ({ sumRange: [low, high] }: Evaluation['before']): string =>
    low === high ? number(low) : span(number(low), number(high));
  return (
    <Stack>
      <Message
        tone={verdict === 'not-shown' ? 'attention' : 'info'}
        title={t(`code.evaluationVerdict.${verdict}`)}
        live
      >
        <p>{first}</p>
        {others.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Message>
      <KeyValues
        facts={[
          { label: t('evaluation.beforeFact', { years: years(before) }), value: sum(before) },
          { label: t('evaluation.afterFact', { years: years(after) }), value: sum(after) },
          {
            label: t('evaluation.difference'),
            value:
              evaluation.difference === null
                ? '–'
                : `${formats.signed(evaluation.difference)}${evaluation.percent === null ? '' : ` (${formats.percent(evaluation.percent)})`}`,
          },
          {
            label: t('evaluation.ratio'),
            value: `${evaluation.ratio === null ? '–' : ratio(evaluation.ratio)}${ratioCi95 ? ` (${span(ratio(ratioCi95[0]), ratio(ratioCi95[1]))})` : ''}`,
          },
          {
            label: t('evaluation.dispersion'),
            value:
              dispersion === null ? '–' : t('evaluation.times', { times: number(Math.round(dispersion * 10) / 10) }),
          },
        ]}
      />
    </Stack>
  );
}

/** How the sentences write their parts in the reader's language. */
function useSentenceFormats() {
  const { number, signed, change, list, span } = useFormats();
  const ratio = useRatio();
  return {
    number,
    signed,
    percent: change,
    ratio,
    years: (years: readonly number[]): string => list(years.map(String)),
    span,
  };
}
