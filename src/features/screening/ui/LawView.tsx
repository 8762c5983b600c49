import { useMemo } from 'react';
import { AbsentValue, Badge } from '../../../kit/facts.tsx';
import { useFormats, useOptionalT, useT, type Translate } from '../../../kit/i18n.ts';
import { LabelledRows } from '../../../kit/interview.tsx';
import { Foreign, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { questionOf } from '../../../words/screening/questions.ts';
import { ageView, lawFacts, type Interview } from '../rules.ts';
import { lawOf, lawShown, type LawShown, type OffenceShown } from '../rules/law.ts';
import { useInterviewWords } from './words.ts';

const factKeys = ['acts', 'means', 'purposes', 'exploited', 'crossed_border', 'illegal_entry', 'benefit'] as const;

/** What the answers are to the law: each fact with the answers behind it, and what the laws make of them. */
export function LawView({ interview, law: sources }: { interview: Interview; law: unknown }) {
  const t = useT();
  const { list } = useFormats();
  const law = useMemo(() => (sources === null ? null : lawOf(sources)), [sources]);
  const shown = useMemo(() => law && lawShown(law, interview), [law, interview]);
  const { unplaced } = lawFacts(interview);
  return (
    <Section
      title={t('screening.law')}
      lead={t('screening.lawText')}
      actions={shown && <Badge tone="info">{t(`code.lawVerdict.${shown.verdict}`)}</Badge>}
    >
      <Stack>
        <FactRows interview={interview} />
        {unplaced.length > 0 && <Text quiet>{t('screening.unplaced', { codes: list(unplaced) })}</Text>}
        {shown === null ? <Text quiet>{t('screening.noLaw')}</Text> : <LawResult shown={shown} />}
      </Stack>
    </Section>
  );
}

function FactRows({ interview }: { interview: Interview }) {
  const t = useT();
  const words = useInterviewWords(interview.language);
  const { facts, evidence } = lawFacts(interview);
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
  return (
    <LabelledRows
      label={t('screening.facts')}
      rows={factKeys.map((key) => ({
        key,
        text: t(`code.lawFact.${key}`),
        note: key === 'means' && isChild ? t('screening.meansChild') : behind(key),
        side: state(facts[key]),
      }))}
    />
  );
}

/** What each law lists, in its own words, with its article and whether it was read in the text. */
function LawResult({ shown }: { shown: LawShown }) {
  const t = useT();
  const optional = useOptionalT();
  const { list } = useFormats();
  const flags = shown.flags.flatMap((flag) => optional(`code.screeningLawFlag.${flag}`) ?? []);
  return (
    <>
      {shown.undetermined.length > 0 && (
        <Text>
          {t('screening.undetermined', { what: list(shown.undetermined.map((one) => t(`code.lawClass.${one}`))) })}
        </Text>
      )}
      {shown.offences.length > 0 && (
        <LabelledRows
          label={t('screening.offences')}
          rows={shown.offences.map((offence) => ({
            key: offence.key,
            text: (
              <>
                <Foreign language="en">{offence.title}</Foreign> ·{' '}
                {t('screening.article', { article: offence.article })}
              </>
            ),
            note: <Foreign language="en">{offence.law}</Foreign>,
            side: (
              <Row>
                <span>{penaltyWords(offence, t)}</span>
                {!offence.verified && <Badge tone="attention">{t('screening.offenceUnverified')}</Badge>}
              </Row>
            ),
          }))}
        />
      )}
      {flags.map((flag) => (
        <Text key={flag}>{flag}</Text>
      ))}
      <Text quiet>{t('screening.lawsAsked', { laws: list(shown.laws) })}</Text>
    </>
  );
}

function penaltyWords({ months }: OffenceShown, t: Translate): string {
  if (months === null) return '';
  if (months.life) return t('screening.penaltyLife', { min: months.min ?? 0 });
  if (months.max === null) return '';
  return t('screening.penalty', { min: months.min ?? 0, max: months.max });
}
