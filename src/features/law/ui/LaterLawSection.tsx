import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { KeyValues } from '../../../kit/facts.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Section, Stack } from '../../../kit/layout.tsx';
import { Message } from '../../../kit/states.tsx';
import { laterLaw } from '../rules/laterLaw.ts';
import { readEvaluation, type Facts, type ListedOffence, type ReadEvaluation } from '../rules.ts';
import { usePenaltyWords } from './words.ts';

type LaterLawProps = { facts: Facts; packs: readonly string[]; evaluation: ReadEvaluation };

/** Where the law changed after the act: both versions, and which has the lower maximum. Nothing where it did not. */
export function LaterLawSection({ facts, packs, evaluation }: LaterLawProps) {
  const t = useT();
  const { prison } = usePenaltyWords();
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const isPast = typeof facts.date_of_offence === 'string' && facts.date_of_offence < today;
  const later = useAction('law.ask', { facts, packs: [...packs], date: today }, { enabled: isPast, keep: true });
  if (!isPast || later.data === undefined) return null;
  const found = laterLaw(evaluation.result, readEvaluation(later.data).result);
  if (found === null) return null;
  const charge = ({ pack, offence, penalties }: ListedOffence): string => {
    const natural = penalties.find(({ subject }) => subject === 'natural');
    return `${pack} ${offence}: ${natural ? prison(natural.imprisonment_months) : t('law.withheldPenalty')}`;
  };
  const words = (charges: readonly ListedOffence[]): string =>
    charges.length === 0 ? t('law.noOffence') : charges.map(charge).join('; ');
  const title =
    found.milder === null
      ? t('law.milderOpen')
      : found.milder === 'alike'
        ? t('law.milderAlike')
        : t(found.milder === 'of-act' ? 'law.milderThen' : 'law.milderNow');
  return (
    <Section title={t('law.changedSince')} lead={t('law.changedSinceLead')}>
      <Stack gap="sm">
        <KeyValues
          facts={[
            { label: t('law.lawOfAct'), value: words(found.ofAct) },
            { label: t('law.lawOfToday'), value: words(found.ofToday) },
          ]}
        />
        <Message tone="attention" title={title} />
      </Stack>
    </Section>
  );
}
