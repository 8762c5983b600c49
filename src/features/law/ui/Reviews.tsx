import { useState } from 'react';
import { useLocation } from 'wouter';
import type { ActionTypes } from '../../../client/index.ts';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Foreign, Form, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { ReviewStateBadge } from './ReviewStateBadge.tsx';
import { useVersionWord } from './words.ts';

type Version = ActionTypes['law.versions']['output']['versions'][number];
type Review = ActionTypes['law.reviews']['output']['reviews'][number];

const oneSecond = 1000;

/** Evaluating anew the cases one reads, under another version of a law: asking for it, and what was asked before. */
export function Reviews() {
  const t = useT();
  const versions = useAction('law.versions', {});
  return (
    <Section title={t('page.lawReviews')} lead={t('law.reviewLead')}>
      <Loaded of={versions}>
        {({ versions: all }) => (
          <Stack>
            <AskReview versions={all} />
            <Asked titles={new Map(all.map(({ pack, title }) => [pack, title]))} />
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}

function AskReview({ versions }: { versions: readonly Version[] }) {
  const t = useT();
  const [, goTo] = useLocation();
  const versionWord = useVersionWord();
  const { run, busy, problem } = useRun('law.review', ['law']);
  const changed = [...Map.groupBy(versions, ({ pack }) => pack)].filter(([, of]) => of.length > 1);
  const [chosen, setChosen] = useState<string | null>(null);
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [pack, own] = changed.find(([id]) => id === chosen) ?? changed[0] ?? [null, []];
  if (pack === null) return <Text quiet>{t('law.nothingChanged')}</Text>;
  const [latest, earlier] = own.map(({ version }) => String(version));
  const [before, after] = [from ?? earlier ?? '0', to ?? latest ?? '0'];
  const options = own.map(({ version }) => ({ value: String(version), label: versionWord(version) }));
  async function ask(): Promise<void> {
    if (pack === null) return;
    const made = await run({ pack, before: Number(before), after: Number(after) });
    if (made) goTo(`/law-reviews/${made.id}`);
  }
  return (
    <Form onSubmit={() => void ask()} label={t('law.review')}>
      <ProblemMessage problem={problem} />
      <SelectField
        label={t('law.name')}
        options={changed.map(([id, of]) => ({ value: id, label: of[0]?.title ?? id }))}
        value={pack}
        onChange={(id) => {
          setChosen(id);
          setFrom(null);
          setTo(null);
        }}
      />
      <Columns>
        <SelectField label={t('law.before')} options={options} value={before} onChange={setFrom} />
        <SelectField label={t('law.after')} options={options} value={after} onChange={setTo} />
      </Columns>
      <Row>
        <Button tone="primary" submit busy={busy} disabled={before === after}>
          {t('law.review')}
        </Button>
      </Row>
    </Form>
  );
}

function Asked({ titles }: { titles: ReadonlyMap<string, string> }) {
  const t = useT();
  const { dateTime, number } = useFormats();
  const versionWord = useVersionWord();
  const list = useAction(
    'law.reviews',
    {},
    { again: (last) => (last?.reviews.some((one) => one.finishedAt === null && !one.failed) ? oneSecond : false) },
  );
  const columns: Column<Review>[] = [
    { key: 'on', header: t('law.askedOn'), cell: ({ createdAt }) => dateTime(createdAt) },
    { key: 'law', header: t('law.name'), cell: ({ pack }) => <Foreign>{titles.get(pack) ?? pack}</Foreign> },
    {
      key: 'versions',
      header: t('law.versions'),
      cell: ({ beforeVersion, afterVersion }) =>
        t('law.fromTo', { from: versionWord(beforeVersion), to: versionWord(afterVersion) }),
    },
    { key: 'state', header: t('law.status'), cell: (row) => <ReviewStateBadge review={row} /> },
    { key: 'examined', header: t('law.examined'), cell: ({ examined }) => number(examined), numeric: true },
    { key: 'differing', header: t('law.differing'), cell: ({ differing }) => number(differing), numeric: true },
  ];
  return (
    <>
      <ProblemMessage problem={list.error} />
      <DataTable
        caption={t('law.reviews')}
        columns={columns}
        rows={list.data?.reviews ?? []}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/law-reviews/${id}`}
        loading={list.isPending}
        empty={<EmptyState title={t('law.noReviews')} />}
      />
    </>
  );
}
