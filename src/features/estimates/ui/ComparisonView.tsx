import { offerFile } from '../../../client/hooks.tsx';
import { csvOf } from '../../../kit/csv.ts';
import { DataTable } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { IntervalChart } from '../../../kit/IntervalChart.tsx';
import { OnPaper, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Message } from '../../../kit/states.tsx';
import type { ByThreshold, Comparison, MethodResult } from '../schema.ts';
import { AssumedByAll } from './AssumedByAll.tsx';
import { LinksSection } from './LinksSection.tsx';
import { OverlapSection } from './OverlapSection.tsx';
import { ThresholdTable, termsIn } from './ThresholdTable.tsx';

export interface ReadyMade {
  readonly thresholds: readonly ByThreshold[];
  readonly isPublic: boolean;
}

/** All estimates of one table side by side, what each assumes, what speaks against it, and the overlap they rest on. */
export function ComparisonView({
  comparison,
  source,
  readyMade = null,
  said = null,
}: {
  comparison: Comparison;
  /** What was estimated from, told on paper too. */
  source: string;
  /** Of a table that came ready made: what other settings give, and whether everybody can read it already. */
  readyMade?: ReadyMade | null;
  /** What was published of these people. */
  said?: readonly [number, number] | null;
}) {
  const t = useT();
  const { number } = useFormats();
  const { observed, methods, lowerBounds } = comparison;
  const name = ({ method }: MethodResult): string => t(`code.estimateMethod.${method}`);
  const whole = (value: number | null): string => (value === null ? '–' : number(Math.round(value)));
  const bounds = [
    ['lower-equal', lowerBounds.equalLists],
    ['lower-unequal', lowerBounds.unequalLists],
  ] as const;
  const range = spreadOf(comparison);
  const sayRefusal = ({ refusal }: MethodResult): string => (refusal === null ? '' : t('estimates.noEstimate'));
  return (
    <Stack>
      <OnPaper>
        <Text>{source}</Text>
      </OnPaper>
      {range && (
        <Message
          tone="attention"
          live
          title={t('estimates.spread', { low: whole(range.low), high: whole(range.high) })}
        >
          {t('estimates.spreadText', { observed: number(observed) })}
        </Message>
      )}
      {said && <SaidBefore comparison={comparison} said={said} />}
      <Section title={t('estimates.sideBySide')}>
        <IntervalChart
          title={t('estimates.chart')}
          labelHeader={t('estimates.method')}
          valueHeader={t('estimates.people')}
          points={[
            ...(said
              ? [
                  {
                    label: t('estimates.said'),
                    value: null,
                    low: said[0],
                    high: said[1],
                    note: t('estimates.saidNone'),
                  },
                ]
              : []),
            ...methods.map((one) => ({
              label: name(one),
              value: one.estimate,
              low: one.ci95?.[0] ?? null,
              high: one.ci95?.[1] ?? null,
              note: sayRefusal(one),
            })),
            ...bounds.map(([bound, value]) => ({
              label: t(`code.estimateMethod.${bound}`),
              value,
              low: null,
              high: null,
              note: t('estimates.noEstimate'),
            })),
          ]}
          floor={observed}
          floorLabel={t('estimates.seen', { count: number(observed) })}
          notes={[
            t('estimates.intervals'),
            source,
            t('estimates.checksum', { checksum: comparison.checksum.slice(0, 12) }),
          ]}
          files={{ name: 'palermo-estimates', csv: () => csvOf(rowsOf(comparison)), offer: offerFile }}
        />
      </Section>
      {readyMade && <ThresholdTable rows={readyMade.thresholds} lists={comparison.lists.length} />}
      <Section title={t('estimates.assumes')} lead={t('estimates.assumesText')}>
        <DataTable
          caption={t('estimates.assumes')}
          captionHidden
          flows
          rows={[
            ...methods.map((one) => [one.method, one] as const),
            ...bounds.map(([bound]) => [bound, null] as const),
          ]}
          rowKey={([method]) => method}
          columns={[
            { key: 'method', header: t('estimates.method'), cell: ([method]) => t(`code.estimateMethod.${method}`) },
            {
              key: 'assumes',
              header: t('estimates.assumption'),
              cell: ([method]) => t(`code.estimateAssumes.${method}`),
            },
            { key: 'terms', header: t('estimates.terms'), cell: ([, one]) => (one ? <Terms of={one} /> : '–') },
            {
              key: 'against',
              header: t('estimates.against'),
              cell: ([, one]) => (one ? <Against result={one} /> : t('estimates.boundAgainst')),
            },
          ]}
        />
      </Section>
      <AssumedByAll />
      <Message tone="attention" title={t('estimates.againstAll')}>
        {comparison.warnings.map(({ code, details }) => (
          <p key={`${code} ${Object.values(details).join(' ')}`}>
            {t(`code.estimateWarning.${code}`, written(details, number))}
          </p>
        ))}
      </Message>
      <LinksSection comparison={comparison} readyMade={readyMade !== null} />
      <OverlapSection comparison={comparison} isPublic={readyMade?.isPublic ?? false} />
    </Stack>
  );
}

/** Why a figure everybody quotes is one choice among several: which method gives it, and what the others give. */
function SaidBefore({ comparison: { methods }, said }: { comparison: Comparison; said: readonly [number, number] }) {
  const t = useT();
  const { number, list, span } = useFormats();
  const between = span(number(said[0]), number(said[1]));
  const estimates = methods.filter((one) => one.estimate !== null);
  const inside = estimates.filter(({ estimate }) => estimate !== null && estimate >= said[0] && estimate <= said[1]);
  const wider = estimates.filter(({ ci95 }) => ci95 !== null && (ci95[0] < said[0] * 0.9 || ci95[1] > said[1] * 1.1));
  const names = (some: readonly MethodResult[]): string =>
    some.length === 0 ? '–' : list(some.map(({ method }) => t(`code.estimateMethod.${method}`)));
  return (
    <Message tone="info" title={t('estimates.saidTitle', { between })}>
      {t('estimates.saidText', { inside: names(inside), wider: names(wider) })}
    </Message>
  );
}

function Terms({ of: { method, terms, termsAtMinusInfinity, refusal } }: { of: MethodResult }) {
  const t = useT();
  if (refusal !== null) return '–';
  if (method === 'average') return t('estimates.manyModels');
  return termsIn({ terms, termsAtMinusInfinity }) || t('estimates.noTerm');
}

function Against({ result }: { result: MethodResult }) {
  const t = useT();
  const { number } = useFormats();
  if (result.refusal !== null) return <Text>{t(`code.estimateRefusal.${result.refusal}`)}</Text>;
  if (result.warnings.length === 0) return <Text quiet>{t('estimates.nothingAgainst')}</Text>;
  return (
    <Stack gap="sm">
      {result.warnings.map(({ code, details }) => (
        <Text key={`${code} ${Object.values(details).join(' ')}`}>
          {t(`code.estimateWarning.${code}`, written(details, number))}
        </Text>
      ))}
    </Stack>
  );
}

const written = (details: Readonly<Record<string, string | number>>, number: (value: number) => string) =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'number' ? number(Math.round(value)) : value,
    ]),
  );

function spreadOf({ methods }: Comparison): { low: number; high: number } | null {
  const limits = methods.flatMap(({ ci95 }) => ci95 ?? []);
  return limits.length === 0 ? null : { low: Math.min(...limits), high: Math.max(...limits) };
}

function rowsOf({ methods, observed, lowerBounds, checksum }: Comparison): string[][] {
  const text = (value: number | null | undefined): string =>
    value === null || value === undefined ? '' : value.toFixed(1);
  return [
    ['method', 'estimate', 'low95', 'high95', 'low80', 'high80', 'terms', 'observed', 'checksum'],
    ...methods.map(({ method, estimate, ci95, ci80, terms }) => [
      method,
      text(estimate),
      text(ci95?.[0]),
      text(ci95?.[1]),
      text(ci80?.[0]),
      text(ci80?.[1]),
      terms.join(' '),
      String(observed),
      checksum,
    ]),
    ['lower-bound-equal-lists', text(lowerBounds.equalLists), '', '', '', '', '', String(observed), checksum],
    ['lower-bound-unequal-lists', text(lowerBounds.unequalLists), '', '', '', '', '', String(observed), checksum],
  ];
}
