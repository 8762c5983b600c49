import { useState } from 'react';
import type { ActionTypes } from '../../../client/index.ts';
import { useAction } from '../../../client/hooks.tsx';
import { TextLink } from '../../../kit/actions.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { DateField } from '../../../kit/DateField.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { FilterBar } from '../../../kit/FilterBar.tsx';
import { useFormats, useLanguage, useT } from '../../../kit/i18n.ts';
import { PageHeader, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { Message } from '../../../kit/states.tsx';
import { questionOf } from '../../../words/screening/questions.ts';

type Comparison = ActionTypes['screenings.compare']['output'];
type Agreement = Comparison['pairs'][number]['agreement'];

/** Screenings across officers: how far they agree, how long they took, what they left out. */
export function ComparePage() {
  const t = useT();
  const [filter, setFilter] = useState({ from: '', to: '', exercise: '' });
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
  const found = useAction('screenings.compare', given, { keep: true });
  const change = (part: Partial<typeof filter>): void => setFilter({ ...filter, ...part });
  return (
    <>
      <PageHeader
        title={t('page.screeningCompare')}
        lead={t('screening.compareText')}
        trail={<TextLink to="/screenings">{t('page.screenings')}</TextLink>}
      />
      <Stack>
        <FilterBar
          label={t('screening.filter')}
          onClear={Object.keys(given).length === 0 ? null : () => setFilter({ from: '', to: '', exercise: '' })}
        >
          <DateField label={t('screening.from')} value={filter.from} onChange={(from) => change({ from })} />
          <DateField label={t('screening.to')} value={filter.to} onChange={(to) => change({ to })} />
          <TextField
            label={t('screening.exercise')}
            value={filter.exercise}
            onChange={(exercise) => change({ exercise })}
          />
        </FilterBar>
        <Loaded of={found}>{(data) => <Compared found={data} />}</Loaded>
      </Stack>
    </>
  );
}

function Compared({ found }: { found: Comparison }) {
  const t = useT();
  const formats = useFormats();
  const language = useLanguage();
  const agreement = useAgreementWords();
  const nameOf = (id: string): string =>
    found.officers.find(({ officerId }) => officerId === id)?.name ?? id.slice(0, 8);
  const signOf = (id: string): string => questionOf(id)?.words[language].sign ?? id;
  return (
    <Stack>
      {found.more && <Message tone="attention" title={t('screening.compareMore', { count: found.screenings })} />}
      <Section title={t('screening.officers')}>
        <DataTable
          caption={t('screening.officers')}
          captionHidden
          rows={found.officers}
          rowKey={({ officerId }) => officerId}
          columns={[
            { key: 'name', header: t('screening.officer'), cell: (row) => nameOf(row.officerId) },
            {
              key: 'count',
              header: t('screening.count'),
              numeric: true,
              cell: (row) => formats.number(row.screenings),
            },
            {
              key: 'minutes',
              header: t('screening.minutes'),
              numeric: true,
              cell: (row) => (row.medianMinutes === null ? '' : formats.number(row.medianMinutes)),
            },
            {
              key: 'skipped',
              header: t('screening.skipped'),
              numeric: true,
              cell: (row) => (row.skippedShare === null ? '' : formats.percent(row.skippedShare)),
            },
            {
              key: 'distress',
              header: t('screening.distressNoted'),
              numeric: true,
              cell: (row) => formats.number(row.distressNoted),
            },
            {
              key: 'differing',
              header: t('screening.decidedOtherwise'),
              numeric: true,
              cell: (row) => formats.number(row.decisionsDiffering),
            },
          ]}
        />
      </Section>
      <Section title={t('screening.agreementTitle')} lead={t('screening.agreementText')}>
        <Stack>
          <Text>
            {found.level === null
              ? t('screening.noneCompared')
              : t('screening.agreementLevel', {
                  subjects: found.level.subjects,
                  raters: found.level.raters,
                  kappa: agreement(found.level),
                })}
          </Text>
          {found.pairs.length > 0 && (
            <DataTable
              caption={t('screening.pairs')}
              rows={found.pairs}
              rowKey={({ one, other }) => `${one} ${other}`}
              columns={[
                {
                  key: 'pair',
                  header: t('screening.pair'),
                  cell: ({ one, other }) => formats.list([nameOf(one), nameOf(other)]),
                },
                {
                  key: 'observed',
                  header: t('screening.observed'),
                  numeric: true,
                  cell: (row) => formats.percent(row.agreement.observed),
                },
                { key: 'kappa', header: t('screening.cohen'), numeric: true, cell: (row) => agreement(row.agreement) },
              ]}
            />
          )}
          {found.questions.length > 0 && (
            <DataTable
              caption={t('screening.byQuestion')}
              rows={found.questions.toSorted((one, other) => one.observed - other.observed)}
              rowKey={({ question }) => question}
              columns={[
                { key: 'question', header: t('screening.question'), cell: (row) => signOf(row.question) },
                {
                  key: 'observed',
                  header: t('screening.observed'),
                  numeric: true,
                  cell: (row) => formats.percent(row.observed),
                },
                { key: 'kappa', header: t('screening.fleiss'), numeric: true, cell: (row) => agreement(row) },
              ]}
            />
          )}
        </Stack>
      </Section>
      <Section title={t('screening.leftOut')}>
        <DataTable
          caption={t('screening.leftOut')}
          captionHidden
          rows={found.skipped}
          rowKey={({ question }) => question}
          columns={[
            { key: 'question', header: t('screening.question'), cell: (row) => signOf(row.question) },
            {
              key: 'times',
              header: t('screening.times'),
              numeric: true,
              cell: (row) => formats.percent(row.of === 0 ? 0 : row.times / row.of),
            },
          ]}
        />
      </Section>
    </Stack>
  );
}

/** A kappa with two decimals, or that there is none: where everybody always says one thing, chance alone agrees. */
function useAgreementWords(): (agreement: Pick<Agreement, 'kappa'>) => string {
  const t = useT();
  const formats = useFormats();
  return ({ kappa }) => (kappa === null ? t('screening.noKappa') : formats.ratio(kappa));
}
