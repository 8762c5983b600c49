import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { Badge, type BadgeTone } from '../../../kit/facts.tsx';
import { useFormats, useLanguage, useT } from '../../../kit/i18n.ts';
import { LabelledRows } from '../../../kit/interview.tsx';
import { Foreign, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Message } from '../../../kit/states.tsx';
import type { ListedOffence, ReadEvaluation } from '../rules.ts';
import { VerifiedBadge } from './VerifiedBadge.tsx';
import { readable, usePenaltyWords } from './words.ts';

const tones: Readonly<Record<string, BadgeTone>> = {
  true: 'good',
  false: 'neutral',
  open: 'attention',
  not_required: 'info',
};

/** What the laws make of the facts: classification, elements, offences beside one another, bars, limitation, reasons. */
export function ResultView({ evaluation }: { evaluation: ReadEvaluation }) {
  const t = useT();
  const { result, reasons, next, limitation } = evaluation;
  const { date } = useFormats();
  const elements = Object.entries(result.elements_met);
  return (
    <Stack>
      <Section title={t('law.outcome')} lead={t('law.aid')}>
        <Stack>
          <Message
            tone={result.verdict === 'undetermined' ? 'attention' : 'info'}
            title={t(`code.lawVerdict.${result.verdict}`)}
            live
          />
          <LabelledRows
            label={t('law.elements')}
            rows={elements.map(([name, status]) => ({
              key: name,
              text: t(`code.lawElement.${name}`),
              side: <Badge tone={tones[String(status)] ?? 'neutral'}>{t(`code.lawStatus.${String(status)}`)}</Badge>,
            }))}
          />
          {next ? (
            <Message tone="info" title={t('law.next')}>
              {t('law.nextWhy', { fact: t(`code.lawFact.${next.field}`), count: next.decides.length })}
            </Message>
          ) : (
            <Text quiet>{t('law.nothingNext')}</Text>
          )}
          {result.flags.length > 0 && (
            <LabelledRows
              label={t('law.flags')}
              rows={result.flags.map((flag) => ({ key: flag, text: t(`code.lawFlag.${flag}`), side: null }))}
            />
          )}
        </Stack>
      </Section>
      <Section title={t('law.offences')}>
        {result.offences.length > 0 ? (
          <Charges offences={result.offences} reasons={reasons} />
        ) : (
          <Text quiet>{t('law.noOffence')}</Text>
        )}
        {result.not_in_force.length > 0 && (
          <Text quiet>
            {t('law.notInForce')}: {result.not_in_force.join(', ')}
          </Text>
        )}
      </Section>
      {result.alternatives.length > 0 && (
        <Section title={t('law.alternatives')}>
          <Charges offences={result.alternatives} reasons={reasons} />
        </Section>
      )}
      {(limitation.length > 0 || result.victim_bars.length > 0) && (
        <Section title={t('law.bars')}>
          <Stack gap="sm">
            <Text>{result.victim_bars.join(', ')}</Text>
            {limitation.map((one) => (
              <Text key={`${one.pack}/${one.offence}`} quiet>
                {t('law.limitation')}:{' '}
                {t('law.lastDay', {
                  offence: `${one.pack}/${one.offence}`,
                  day: date(one.last_day),
                  years: one.limitation_years,
                })}
              </Text>
            ))}
          </Stack>
        </Section>
      )}
    </Stack>
  );
}

type ChargesProps = { offences: readonly ListedOffence[]; reasons: ReadEvaluation['reasons'] };

function Charges({ offences, reasons }: ChargesProps) {
  const t = useT();
  const { prison, fine } = usePenaltyWords();
  const cells = ({ penalties, penalty_not_asserted: withheld }: ListedOffence, part: 'prison' | 'fine') => {
    if (penalties.length === 0) return <Text quiet>{t(withheld ? 'law.withheldPenalty' : 'law.noFigure')}</Text>;
    return (
      <Stack gap="sm">
        {penalties.map((range) => (
          <span key={range.subject}>
            {penalties.length > 1 && `${t(`code.lawSubject.${range.subject}`)}: `}
            {part === 'prison' ? prison(range.imprisonment_months) : fine(range.fine)}
          </span>
        ))}
      </Stack>
    );
  };
  const columns: Column<ListedOffence>[] = [
    {
      key: 'offence',
      header: t('law.offences'),
      cell: ({ pack, offence }) => {
        const named = reasons.find((reason) => reason.pack === pack && reason.offence === offence);
        if (!named) return `${pack} ${offence}`;
        return (
          <Stack gap="sm">
            <span>
              {t('law.article', { article: named.article })} <Foreign language="en">{named.title}</Foreign>
            </span>
            <Text quiet>
              <Foreign language="en">{named.law}</Foreign>
            </Text>
            <Row>
              <VerifiedBadge mark={named.verified.conduct} />
            </Row>
          </Stack>
        );
      },
    },
    {
      key: 'aggravations',
      header: t('law.aggravations'),
      cell: ({ aggravations }) => aggravations.map(readable).join(', '),
    },
    { key: 'prison', header: t('law.prison'), cell: (row) => cells(row, 'prison') },
    { key: 'fine', header: t('law.fine'), cell: (row) => cells(row, 'fine') },
  ];
  return (
    <DataTable
      caption={t('law.offences')}
      captionHidden
      columns={columns}
      rows={offences}
      rowKey={({ pack, offence }) => `${pack}/${offence}`}
    />
  );
}

/** Reasons as the engine writes them in the reader's language; titles and sources in it are English, as in the packs. */
export function Reasons({ reasons }: Pick<ReadEvaluation, 'reasons'>) {
  const t = useT();
  const language = useLanguage();
  return (
    <Section title={t('law.reasons')}>
      <LabelledRows
        label={t('law.reasons')}
        rows={reasons.map(({ pack, law, offence, article, kind, text, verified }) => ({
          key: `${kind} ${pack} ${offence ?? article}`,
          text: (
            <>
              <Foreign language="en">{law}</Foreign> {t('law.article', { article })}
            </>
          ),
          note: (
            <span lang={language} dir="auto">
              {text[language]}
            </span>
          ),
          side: (
            <Row>
              <VerifiedBadge mark={verified.conduct} />
            </Row>
          ),
        }))}
      />
    </Section>
  );
}
