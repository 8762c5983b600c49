import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import type { ActionTypes } from '../../../client/index.ts';
import { Button } from '../../../kit/actions.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { CheckboxField } from '../../../kit/fields.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import type { FieldSpec } from '../../../kit/recordSpecs.ts';
import { EmptyState } from '../../../kit/states.tsx';
import { emergencyOutcomes } from '../../../words/case-work.ts';
import { RecordDialog } from './RecordDialog.tsx';

type Opening = ActionTypes['emergency.list']['output']['openings'][number];
const mostOpenings = 200;

const reviewSpecs: readonly FieldSpec[] = [
  { name: 'outcome', as: 'choice', family: 'emergencyOutcome', values: emergencyOutcomes, required: true },
  { name: 'end', as: 'check', wide: true },
];

/** Emergency openings the reader is to review, or those that were reviewed. */
export function EmergencyReviews() {
  const t = useT();
  const [reviewed, setReviewed] = useState(false);
  const [reviewing, setReviewing] = useState<Opening | null>(null);
  const list = useAction('emergency.list', { reviewed, limit: mostOpenings }, { keep: true });
  const columns = useColumns(reviewed, setReviewing);
  return (
    <Section title={t('reviews.title')} lead={t('reviews.lead')}>
      <Stack>
        <CheckboxField label={t('reviews.showReviewed')} checked={reviewed} onChange={setReviewed} />
        <Loaded of={list}>
          {({ openings }) => (
            <>
              <DataTable
                caption={t('reviews.title')}
                captionHidden
                columns={columns}
                rows={openings}
                rowKey={({ id }) => id}
                empty={<EmptyState title={t('reviews.none')} />}
              />
              {openings.length === mostOpenings && (
                <Text quiet>{t('looked.latestOnly', { number: mostOpenings })}</Text>
              )}
            </>
          )}
        </Loaded>
      </Stack>
      {reviewing && (
        <RecordDialog
          title={t('reviews.review')}
          specs={reviewSpecs}
          change="emergency.review"
          record={{ version: reviewing.version }}
          ids={{ grantId: reviewing.id }}
          onClose={() => setReviewing(null)}
        />
      )}
    </Section>
  );
}

function useColumns(reviewed: boolean, onReview: (opening: Opening) => void): readonly Column<Opening>[] {
  const t = useT();
  const words = useCodeWords();
  const { dateTime } = useFormats();
  return [
    {
      key: 'case',
      header: t('cases.number'),
      unbroken: true,
      cell: ({ caseNumber }) => (caseNumber === null ? t('reviews.caseHidden') : <Foreign>{caseNumber}</Foreign>),
    },
    {
      key: 'who',
      header: t('reviews.who'),
      cell: ({ userName, userAgencyName }) => (
        <Foreign>
          {userName !== null && userAgencyName !== null
            ? t('reviews.whoOf', { name: userName, agency: userAgencyName })
            : (userName ?? t('value.someone'))}
        </Foreign>
      ),
    },
    { key: 'when', header: t('reviews.when'), cell: ({ startsAt }) => dateTime(startsAt) },
    { key: 'reason', header: t('code.field.reason'), cell: ({ reason }) => <Foreign>{reason}</Foreign> },
    reviewed
      ? {
          key: 'outcome',
          header: t('code.field.outcome'),
          cell: ({ reviewOutcome }) => (reviewOutcome === null ? '–' : words.word('emergencyOutcome', reviewOutcome)),
        }
      : {
          key: 'acts',
          header: t('table.acts'),
          cell: (opening) => (
            <Button small onClick={() => onReview(opening)}>
              {t('reviews.review')}
            </Button>
          ),
        },
  ];
}
