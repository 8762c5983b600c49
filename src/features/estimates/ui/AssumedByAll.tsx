import { useT } from '../../../kit/i18n.ts';
import { Section, Stack, Text } from '../../../kit/layout.tsx';

const assumptions = ['sameOf', 'closed', 'linked', 'reached', 'unseen'] as const;

/** What every method takes for granted, so that no choice of method escapes it. */
export function AssumedByAll() {
  const t = useT();
  return (
    <Section title={t('estimates.assumedByAll')} lead={t('estimates.assumedByAllText')}>
      <Stack gap="sm">
        {assumptions.map((one) => (
          <Text key={one}>{t(`code.estimateAssumed.${one}`)}</Text>
        ))}
      </Stack>
    </Section>
  );
}
