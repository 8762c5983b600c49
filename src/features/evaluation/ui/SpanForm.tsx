import { NumberField } from '../../../kit/NumberField.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Columns, Stack, Text } from '../../../kit/layout.tsx';
import type { YearSpan } from '../rules/engine.ts';

type Spans = { before: YearSpan | null; after: YearSpan | null };
type SpanFormProps = Spans & { years: readonly number[]; onChange: (spans: Spans) => void };

const edges = [
  ['before', 'from'],
  ['before', 'to'],
  ['after', 'from'],
  ['after', 'to'],
] as const;

/** From which year to which is before, and after. */
export function SpanForm({ years, before, after, onChange }: SpanFormProps) {
  const t = useT();
  const spans = { before, after };
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const wrong =
    before !== null && after !== null
      ? before.from > before.to || after.from > after.to
        ? t('evaluation.turned')
        : before.to >= after.from
          ? t('evaluation.overlap')
          : undefined
      : undefined;

  function change(which: 'before' | 'after', edge: 'from' | 'to', year: number | null): void {
    if (year === null || !/^\d{4}$/.test(String(year))) return;
    const own = spans[which] ?? { from: year, to: year };
    onChange({ ...spans, [which]: { ...own, [edge]: year } });
  }

  return (
    <div data-kit-no-print>
      <Stack gap="sm">
        <Columns>
          {edges.map(([which, edge]) => (
            <NumberField
              key={`${which} ${edge}`}
              label={t(`code.evaluationEdge.${which}.${edge}`)}
              value={spans[which]?.[edge] ?? null}
              min={1800}
              max={2200}
              error={which === 'after' && edge === 'from' ? wrong : undefined}
              onChange={(year) => change(which, edge, year)}
            />
          ))}
        </Columns>
        <Text quiet>{t('evaluation.yearsThere', { first, last })}</Text>
      </Stack>
    </div>
  );
}
