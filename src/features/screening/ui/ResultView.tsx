import { Badge, KeyValues } from '../../../kit/facts.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { useFormats, useOptionalT, useT } from '../../../kit/i18n.ts';
import { LabelledRows, OrderedSteps } from '../../../kit/interview.tsx';
import { Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { lazyPart } from '../../../kit/lazyPart.tsx';
import { Loading, Message } from '../../../kit/states.tsx';
import { europeanMinimum, recoveryProfiles } from '../../../words/screening/steps.ts';
import { modusCodes } from '../../../words/screening/questions.ts';
import {
  standardOfProof,
  stepsNow,
  type InstrumentResult,
  type Interview,
  type Modus,
  type ScreeningResult,
} from '../rules.ts';
import { LevelBadge } from './LevelBadge.tsx';

// The reading of laws weighs more than all questions and is wanted at their end.
const LawView = lazyPart(async () => (await import('./LawView.tsx')).LawView, <Loading />);

type ResultViewProps = { interview: Interview; result: ScreeningResult; country: string | null; law: unknown };

/** Both views of an interview, with what to do first above them. */
export function ResultView({ interview, result, country, law }: ResultViewProps) {
  const t = useT();
  return (
    <Stack>
      <NowSection interview={interview} result={result} country={country} />
      <Section
        title={t('screening.signs')}
        lead={t('screening.signsText')}
        actions={<LevelBadge level={result.level} />}
      >
        <Stack>
          <Message tone="info" title={t('screening.notFinding')}>
            {t('screening.standard', { standard: t(`code.proof.${standardOfProof.screening}`) })}
          </Message>
          {result.instruments.map((found) => (
            <InstrumentSigns key={`${found.instrument} ${found.profile ?? ''}`} found={found} />
          ))}
        </Stack>
      </Section>
      <LawView interview={interview} law={law} />
      <HowSection modus={result.modus} modes={result.indonesianModes} />
    </Stack>
  );
}

/** Protection first, the crime after. */
function NowSection({ interview, result, country }: Omit<ResultViewProps, 'law'>) {
  const t = useT();
  const own = country === null ? undefined : recoveryProfiles[country];
  const period = own ?? europeanMinimum;
  const texts = { days: period.days ?? 0, source: period.source };
  return (
    <Section title={t('screening.now')} lead={t('screening.nowText')}>
      <OrderedSteps
        label={t('screening.now')}
        steps={stepsNow(interview, result).map((step) => ({
          key: step,
          title: t(`code.screeningNow.${step}`),
          text:
            step === 'reflection'
              ? t(own ? 'screening.reflectionOwn' : 'screening.reflectionOther', texts)
              : t(`code.screeningNowText.${step}`),
        }))}
      />
    </Section>
  );
}

/** One list: its dimensions, the signs that were seen, and why it gives no score where it gives none. */
function InstrumentSigns({ found }: { found: InstrumentResult }) {
  const t = useT();
  const optional = useOptionalT();
  const codes = useCodeWords();
  const { list } = useFormats();
  const { refusal, dimensions, instrument, profile, unverified } = found;
  const shown = dimensions.filter(({ level }) => level !== 'not-asked');
  const title = optional(`code.screeningInstrument.${instrument}`) ?? instrument;
  const dimensionWord = (dimension: string): string => optional(`code.screeningDimension.${dimension}`) ?? dimension;
  return (
    <Stack gap="sm">
      <Row>
        <strong>{profile === null ? title : `${title} · ${t(`code.screeningProfile.${profile}`)}`}</strong>
        <LevelBadge level={found.level} />
        {unverified.length > 0 && (
          <Badge tone="attention">
            {t('screening.unverified', { what: list(unverified.map((part) => t(`code.screeningUnverified.${part}`))) })}
          </Badge>
        )}
      </Row>
      {refusal?.why === 'weights-missing' && (
        <Text quiet>{t('screening.noWeights', { missing: refusal.missing, of: refusal.of })}</Text>
      )}
      {refusal?.why === 'no-threshold' && <Text quiet>{t('screening.noThreshold')}</Text>}
      {shown.length === 0 ? (
        <Text quiet>{t('screening.nothingAsked')}</Text>
      ) : (
        <LabelledRows
          label={title}
          rows={shown.map(({ dimension, level, seen, notSeen, notAsked }) => ({
            key: dimension,
            text: dimensionWord(dimension),
            points: seen.map(({ code, weight }) =>
              weight === null
                ? `${codes.word(instrument, code)} (${code})`
                : `${codes.word(instrument, code)} (${code}, ${t(`code.screeningWeight.${weight}`)})`,
            ),
            note: t('screening.counts', { notSeen, notAsked }),
            side: <LevelBadge level={level} />,
          }))}
        />
      )}
    </Stack>
  );
}

/** How it was done, in the codes that are counted. */
function HowSection({ modus, modes }: { modus: Modus; modes: readonly string[] }) {
  const t = useT();
  const codes = useCodeWords();
  const { list } = useFormats();
  const seen = modusCodes.filter((code) => modus.codes[code] === 'seen');
  const words = (family: string, values: readonly string[]): string =>
    list(values.map((value) => codes.word(family, value)));
  const facts = [
    { label: t('screening.modus'), value: seen.length > 0 ? words('modus', seen) : ({ absent: 'not-asked' } as const) },
    ...(modus.recruiterRelations.length > 0
      ? [{ label: t('screening.recruiter'), value: words('recruiter-relations', modus.recruiterRelations) }]
      : []),
    ...(modus.channels.length > 0
      ? [{ label: t('screening.channels'), value: words('channels', modus.channels) }]
      : []),
    ...(modus.transitStates.length > 0
      ? [{ label: t('screening.transit'), value: list(modus.transitStates.map(codes.country)) }]
      : []),
    ...(modus.vesselFlags.length > 0
      ? [{ label: t('screening.flag'), value: list(modus.vesselFlags.map(codes.country)) }]
      : []),
    ...(modes.length > 0 ? [{ label: t('screening.modes'), value: words('indonesia-modes', modes) }] : []),
  ];
  return (
    <Section title={t('screening.howDone')}>
      <KeyValues facts={facts} />
    </Section>
  );
}
