import type { ActionTypes } from '../../../client/index.ts';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState, Message, ProgressBar } from '../../../kit/states.tsx';
import { ChangesOf } from './ChangesOf.tsx';
import { Reviews } from './Reviews.tsx';
import { ReviewStateBadge } from './ReviewStateBadge.tsx';
import { useVersionWord } from './words.ts';

type Review = ActionTypes['law.reviewed']['output'];
type Difference = Review['differences'][number];

const oneSecond = 1000;

/** Cases evaluated anew under changed laws, for who reads cases and loads no laws. */
export function LawReviewsPage() {
  const t = useT();
  return (
    <Stack>
      <PageHeader title={t('page.lawReviews')} trail={<TextLink to="/law">{t('page.law')}</TextLink>} />
      <Reviews />
    </Stack>
  );
}

/** One evaluation anew: how far it is, and the cases whose result differs. */
export function LawReviewPage({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const found = useAction(
    'law.reviewed',
    { reviewId: params['reviewId'] ?? '' },
    { again: (last) => (last !== undefined && last.finishedAt === null && !last.failed ? oneSecond : false) },
  );
  return (
    <Loaded of={found} wholePage>
      {(review) => <ReviewView review={review} />}
    </Loaded>
  );
}

function ReviewView({ review }: { review: Review }) {
  const t = useT();
  const { number } = useFormats();
  const versionWord = useVersionWord();
  const title = useAction('law.packs', {}).data?.packs.find(({ id }) => id === review.pack)?.title ?? review.pack;
  const { examined, total, differing, beforeVersion, afterVersion } = review;
  return (
    <Stack>
      <PageHeader
        title={t('page.lawReview')}
        lead={
          <>
            <Foreign>{title}</Foreign>:{' '}
            {t('law.fromTo', { from: versionWord(beforeVersion), to: versionWord(afterVersion) })}
          </>
        }
        trail={<TextLink to="/law-reviews">{t('page.lawReviews')}</TextLink>}
        actions={<ReviewStateBadge review={review} />}
      />
      {review.finishedAt === null && !review.failed && <Working review={review} />}
      {review.failed && (
        <Message tone="bad" title={t('law.reviewFailed')} live>
          {t('law.reviewFailedText')}
        </Message>
      )}
      <Section title={t('law.differences')} lead={t('law.differencesLead')}>
        <Stack>
          <Text>
            {t('law.differ', { differing: number(differing), examined: number(examined), total: number(total) })}
          </Text>
          <Differences review={review} />
        </Stack>
      </Section>
    </Stack>
  );
}

function Working({ review }: { review: Review }) {
  const t = useT();
  const { run, busy, problem } = useRun('law.review-cancel', ['law']);
  return (
    <Section title={t('law.reviewRunning')}>
      <Stack>
        <ProblemMessage problem={problem} />
        <ProgressBar label={t('law.examined')} done={review.examined} total={review.total} />
        <Row>
          <Button busy={busy} onClick={() => void run({ reviewId: review.id })}>
            {t('law.reviewStop')}
          </Button>
        </Row>
      </Stack>
    </Section>
  );
}

function Differences({ review }: { review: Review }) {
  const t = useT();
  const about: Readonly<Record<Difference['aboutKind'], string>> = {
    case: t('law.aboutCase'),
    person_record: t('law.onePerson'),
    perpetrator: t('law.oneSuspect'),
  };
  const columns: Column<Difference>[] = [
    { key: 'case', header: t('law.caseNumber'), cell: ({ caseNumber }) => caseNumber, unbroken: true },
    { key: 'about', header: t('law.about'), cell: ({ aboutKind }) => about[aboutKind] },
    {
      key: 'facts',
      header: t('law.facts'),
      cell: ({ assessed }) => t(assessed ? 'law.factsAssessed' : 'law.factsRecords'),
    },
    {
      key: 'before',
      header: t('law.before'),
      cell: ({ changes }) => <ChangesOf changes={changes ?? []} at="before" />,
    },
    { key: 'after', header: t('law.after'), cell: ({ changes }) => <ChangesOf changes={changes ?? []} at="after" /> },
  ];
  return (
    <DataTable
      caption={t('law.differences')}
      captionHidden
      flows
      columns={columns}
      rows={review.differences}
      rowKey={({ aboutId }) => aboutId}
      rowLink={({ caseId }) => `/cases/${caseId}?part=law`}
      empty={<EmptyState title={t(review.finishedAt === null ? 'law.noneDifferYet' : 'law.noneDiffer')} />}
    />
  );
}
