import { DataTable } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Section, Stack, Text } from '../../../kit/layout.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import type { Evaluation, Variant } from '../rules/engine.ts';
import { useRatio } from './useRatio.ts';

/** The same question with other years: whether the answer stands. */
export function SensitivityTable({ evaluation: { sensitivity } }: { evaluation: Evaluation }) {
  const t = useT();
  const { number, span } = useFormats();
  const ratio = useRatio();
  const { variants, verdicts, stable } = sensitivity;
  const counts = {
    count: number(variants.length),
    decrease: number(verdicts.decrease),
    increase: number(verdicts.increase),
    notShown: number(verdicts['not-shown']),
  };
  return (
    <Section title={t('evaluation.sensitivity')}>
      <Stack>
        {variants.length > 0 && (
          <Text>{stable ? t('evaluation.stable', counts) : t('evaluation.unstable', counts)}</Text>
        )}
        <DataTable
          caption={t('evaluation.sensitivity')}
          captionHidden
          rows={variants}
          rowKey={keyOf}
          empty={<EmptyState title={t('evaluation.noVariants')} />}
          columns={[
            { key: 'what', header: t('evaluation.variant'), cell: (variant) => <Words variant={variant} /> },
            { key: 'spans', header: t('evaluation.spans'), unbroken: true, cell: (variant) => spansOf(variant, span) },
            {
              key: 'ratio',
              header: t('evaluation.ratio'),
              numeric: true,
              cell: (variant) => (variant.ratio === null ? '–' : ratio(variant.ratio)),
            },
            {
              key: 'interval',
              header: t('evaluation.interval'),
              numeric: true,
              cell: ({ ratioCi95 }) => (ratioCi95 === null ? '–' : span(ratio(ratioCi95[0]), ratio(ratioCi95[1]))),
            },
            {
              key: 'verdict',
              header: t('evaluation.verdict'),
              cell: ({ verdict }) => t(`code.evaluationVerdictShort.${verdict}`),
            },
          ]}
        />
      </Stack>
    </Section>
  );
}

const keyOf = ({ what, withoutYear, before, after }: Variant): string =>
  [what, withoutYear, before.from, before.to, after.from, after.to].join(' ');
const spansOf = ({ before, after }: Variant, span: (from: string, to: string) => string): string =>
  [before, after].map(({ from, to }) => span(String(from), String(to))).join(' / ');

function Words({ variant: { what, withoutYear } }: { variant: Variant }) {
  const t = useT();
  return t(`code.evaluationVariant.${what}`, { year: withoutYear ?? '' });
}
