import { offerFile } from '../../../client/hooks.tsx';
import { csvOf } from '../../../kit/csv.ts';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { IntervalChart } from '../../../kit/IntervalChart.tsx';
import { Section, Stack, Text } from '../../../kit/layout.tsx';
import type { Comparison } from '../schema.ts';

/** What links in doubt do to the estimates: each with the links as they stand, and with their doubt carried through. */
export function LinksSection({ comparison, readyMade }: { comparison: Comparison; readyMade: boolean }) {
  const t = useT();
  const { number, percent } = useFormats();
  const { links, methods, observed } = comparison;
  if (links === null)
    return (
      <Section title={t('estimates.links')}>
        <Text>{t(readyMade ? 'estimates.linksUnknown' : 'estimates.linksSettled')}</Text>
      </Section>
    );
  const points = links.methods.flatMap(({ method, pooled }) => {
    const plain = methods.find((one) => one.method === method);
    const name = t(`code.estimateMethod.${method}`);
    return [
      {
        label: t('estimates.linksAsTheyStand', { method: name }),
        value: plain?.estimate ?? null,
        low: plain?.ci95?.[0] ?? null,
        high: plain?.ci95?.[1] ?? null,
        note: '–',
      },
      {
        label: t('estimates.linksInDoubt', { method: name }),
        value: pooled?.estimate ?? null,
        low: pooled?.ci95[0] ?? null,
        high: pooled?.ci95[1] ?? null,
        note: t('estimates.linksFailed'),
      },
    ];
  });
  return (
    <Section title={t('estimates.links')} lead={t('estimates.linksText', { pairs: number(links.pairs) })}>
      <Stack>
        <IntervalChart
          title={t('estimates.links')}
          labelHeader={t('estimates.method')}
          valueHeader={t('estimates.people')}
          points={points}
          floor={observed}
          floorLabel={t('estimates.seen', { count: number(observed) })}
          notes={[
            t('estimates.linksNote', { draws: number(links.draws) }),
            ...links.methods.flatMap(({ method, pooled }) =>
              pooled
                ? [
                    t('estimates.linksShare', {
                      method: t(`code.estimateMethod.${method}`),
                      share: percent(pooled.shareOfLinkage),
                    }),
                  ]
                : [],
            ),
          ]}
          files={{
            name: 'palermo-estimates-links',
            csv: () =>
              csvOf([
                ['method', 'links', 'estimate', 'low95', 'high95'],
                ...points.map(({ value, low, high }, at) => [
                  links.methods[Math.floor(at / 2)]?.method ?? '',
                  at % 2 === 0 ? 'as-they-stand' : 'doubt-carried-through',
                  ...[value, low, high].map((one) => one?.toFixed(1) ?? ''),
                ]),
              ]),
            offer: offerFile,
          }}
        />
      </Stack>
    </Section>
  );
}
