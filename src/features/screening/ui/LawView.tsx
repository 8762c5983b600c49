import { useT } from '../../../kit/i18n.ts';
import { LabelledRows } from '../../../kit/interview.tsx';
import { Section, Stack, Text } from '../../../kit/layout.tsx';
import { AbsentValue, Badge } from '../../../kit/facts.tsx';
import { questionOf } from '../../../words/screening/questions.ts';
import { ageView, lawFacts, type Interview } from '../rules.ts';
import { useInterviewWords } from './words.ts';

/** What the answers are to the law: each fact with the answers that stand behind it, and what is still open. */
export function LawView({ interview }: { interview: Interview; country: string | null }) {
  const t = useT();
  const words = useInterviewWords(interview.language);
  const { facts, evidence, unplaced } = lawFacts(interview);
  const isChild = ageView(interview.age, interview.startedAt.slice(0, 10)).treatAs === 'child';
  const behind = (key: string): string =>
    (evidence[key] ?? [])
      .map(questionOf)
      .flatMap((question) => (question ? [words.sign(question)] : []))
      .join(' · ');
  const state = (value: boolean | readonly string[] | undefined) => {
    if (value === undefined) return <AbsentValue absent="not-asked" />;
    const yes = typeof value === 'boolean' ? value : value.length > 0;
    return <Badge tone={yes ? 'attention' : 'neutral'}>{t(yes ? 'screening.factYes' : 'screening.factNo')}</Badge>;
  };
  const elements = ['acts', 'means', 'purposes', 'exploited', 'crossed_border', 'illegal_entry', 'benefit'] as const;
  return (
    <Section title={t('screening.law')} lead={t('screening.lawText')}>
      <Stack>
        <LabelledRows
          label={t('screening.law')}
          rows={elements.map((key) => ({
            key,
            text: t(`code.lawFact.${key}`),
            note: key === 'means' && isChild ? t('screening.meansChild') : behind(key),
            side: state(facts[key]),
          }))}
        />
        {unplaced.length > 0 && <Text quiet>{t('screening.unplaced', { codes: unplaced.join(', ') })}</Text>}
      </Stack>
    </Section>
  );
}
