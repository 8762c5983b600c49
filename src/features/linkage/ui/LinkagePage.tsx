import { useSearchParams } from 'wouter';
import type { ActionTypes } from '../../../client/index.ts';
import { useAction } from '../../../client/hooks.tsx';
import { ButtonLink, TextLink } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Foreign, PageHeader, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import type { PairView } from '../schema.ts';
import { useLinkageWords, useStateWord } from './words.ts';

type Inbox = ActionTypes['linkage.inbox']['output'];
type PairRow = Inbox['rows'][number];
type Groups = ActionTypes['linkage.groups']['output'];
type Group = Groups['rows'][number];

const states = ['open', 'disagreed', 'undecided', 'same', 'different'] as const;
const orders = ['worth', 'likely'] as const;
/** What waits is decided in groups; what was decided is looked up in pairs. */
const waits = (state: PairView['state']): boolean => state !== 'same' && state !== 'different';
const stateIn = (text: string | null): PairView['state'] => states.find((state) => state === text) ?? 'open';

/** Records that may be of one person, those first of which a decision tells most. */
export function LinkagePage() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const state = stateIn(search.get('state'));
  const order = orders.find((one) => one === search.get('order')) ?? 'worth';
  const runId = search.get('run') ?? '';
  const asked = { state, order, limit: 25, ...(runId !== '' && { runId }) };
  const inbox = useAction('linkage.inbox', asked, { keep: true, enabled: !waits(state) });
  const groups = useAction('linkage.groups', asked, { keep: true, enabled: waits(state) });
  const kept = { state, order, ...(runId !== '' && { run: runId }) };
  const set = (name: string, value: string | null): void =>
    setSearch((before) => new URLSearchParams({ ...Object.fromEntries(before), [name]: value ?? '' }), {
      replace: true,
    });
  return (
    <Stack>
      <PageHeader
        title={t('page.linkage')}
        lead={t('linkage.lead')}
        actions={
          <Row>
            <TextLink to="/linkage/runs">{t('page.linkageRuns')}</TextLink>
            <TextLink to="/linkage/agreements">{t('page.linkageAgreements')}</TextLink>
            <OverlapLink />
          </Row>
        }
      />
      <Section title={t(waits(state) ? 'linkage.groupsWaiting' : 'linkage.pairs')}>
        <Stack>
          <Columns>
            <StateField value={state} onChange={(next) => set('state', next)} />
            <SelectField
              label={t('linkage.order')}
              options={[
                { value: 'worth', label: t('linkage.orderWorth') },
                { value: 'likely', label: t('linkage.orderLikely') },
              ]}
              value={order}
              onChange={(next) => set('order', next)}
            />
          </Columns>
          {runId !== '' && (
            <Row>
              <Text>{t('linkage.onlyOfRun')}</Text>
              <TextLink to={`/linkage?${new URLSearchParams({ state, order }).toString()}`}>
                {t('linkage.showAll')}
              </TextLink>
            </Row>
          )}
          {waits(state) ? (
            <Loaded of={groups}>{(found) => <Waiting groups={found} kept={kept} />}</Loaded>
          ) : (
            <Loaded of={inbox}>{(found) => <Pairs inbox={found} kept={kept} />}</Loaded>
          )}
        </Stack>
      </Section>
    </Stack>
  );
}

function OverlapLink() {
  const t = useT();
  return useMay('statistics.read') ? <TextLink to="/linkage/overlap">{t('page.linkageOverlap')}</TextLink> : null;
}

function StateField({ value, onChange }: { value: PairView['state']; onChange: (value: string | null) => void }) {
  const t = useT();
  const stateWord = useStateWord();
  return (
    <SelectField
      label={t('linkage.state')}
      options={states.map((state) => ({ value: state, label: stateWord(state).word }))}
      value={value}
      onChange={onChange}
    />
  );
}

/** How to come to a pair or a group and keep what the list was asked for. */
const addressOf = (kept: Kept, pair: string, asGroup = false): string =>
  `/linkage/review?${new URLSearchParams({ ...kept, pair, ...(asGroup && { as: 'group' }) }).toString()}`;
type Kept = Readonly<Record<string, string>>;

/** Groups that wait: two records, or all that hang together. */
function Waiting({ groups, kept }: { groups: Groups; kept: Kept }) {
  const t = useT();
  const { number, span } = useFormats();
  const words = useLinkageWords();
  const address = ({ pairId, records }: Group): string => addressOf(kept, pairId, records > 2);
  const [first] = groups.rows;
  const columns: Column<Group>[] = [
    {
      key: 'likely',
      header: t('linkage.likely'),
      cell: ({ likeliest, least }) =>
        words.likely(likeliest) === words.likely(least)
          ? words.likely(likeliest)
          : span(words.likely(least), words.likely(likeliest)),
      unbroken: true,
    },
    { key: 'records', header: t('linkage.recordsHeader'), cell: ({ records }) => number(records), numeric: true },
    {
      key: 'agencies',
      header: t('linkage.agencies'),
      cell: ({ agencies }) =>
        agencies.length > 2 ? (
          t('linkage.agenciesCount', { count: agencies.length })
        ) : (
          <Foreign>{agencies.join(' · ')}</Foreign>
        ),
    },
    { key: 'for', header: t('linkage.speaksFor'), cell: (row) => <Marks row={row} tone="good" /> },
    { key: 'against', header: t('linkage.speaksAgainst'), cell: (row) => <Marks row={row} tone="attention" /> },
    {
      key: 'worth',
      header: t('linkage.worth'),
      cell: ({ worth }) => number(Math.round(worth * 10) / 10),
      numeric: true,
    },
  ];
  return (
    <Stack>
      <Row>
        {first && (
          <ButtonLink to={address(first)} tone="primary">
            {t('linkage.begin')}
          </ButtonLink>
        )}
        <HowMany waiting={groups.waiting} />
      </Row>
      <DataTable
        caption={t('linkage.groupsWaiting')}
        captionHidden
        flows
        columns={columns}
        rows={groups.rows}
        rowKey={({ pairId }) => pairId}
        rowLink={address}
        empty={<NothingHere />}
      />
    </Stack>
  );
}

function HowMany({ waiting: { open, said, disagreed, undecided } }: Pick<Groups, 'waiting'>) {
  const t = useT();
  const { number } = useFormats();
  return (
    <Text quiet>
      {t('linkage.waiting', { open: number(open), disagreed: number(disagreed), undecided: number(undecided) })}
      {said > 0 && <> {t('linkage.waitingSaid', { count: said })}</>}
    </Text>
  );
}

function NothingHere() {
  const t = useT();
  return (
    <EmptyState title={t('linkage.none')}>
      <TextLink to="/linkage/runs">{t('linkage.noneRun')}</TextLink>
    </EmptyState>
  );
}

function Pairs({ inbox, kept }: { inbox: Inbox; kept: Kept }) {
  const t = useT();
  const { number } = useFormats();
  const words = useLinkageWords();
  const columns: Column<PairRow>[] = [
    {
      key: 'likely',
      header: t('linkage.likely'),
      cell: ({ probability }) => words.likely(probability),
      unbroken: true,
    },
    {
      key: 'agencies',
      header: t('linkage.agencies'),
      cell: ({ agencies }) => <Foreign>{agencies.toSorted().join(' · ')}</Foreign>,
    },
    { key: 'for', header: t('linkage.speaksFor'), cell: (row) => <Marks row={row} tone="good" /> },
    { key: 'against', header: t('linkage.speaksAgainst'), cell: (row) => <Marks row={row} tone="attention" /> },
    { key: 'weight', header: t('linkage.weight'), cell: ({ weight }) => number(Math.round(weight)), numeric: true },
  ];
  return (
    <Stack>
      <HowMany waiting={inbox.waiting} />
      <DataTable
        caption={t('linkage.pairs')}
        captionHidden
        flows
        columns={columns}
        rows={inbox.rows}
        rowKey={({ id }) => id}
        rowLink={({ id }) => addressOf(kept, id)}
        empty={<NothingHere />}
      />
    </Stack>
  );
}

/** What speaks for one person, or against it, in a word each; what is against stands out. */
function Marks({ row, tone }: { row: Pick<PairRow, 'comparisons'>; tone: 'good' | 'attention' }) {
  const words = useLinkageWords();
  const { list } = useFormats();
  const wanted = row.comparisons
    .filter(
      ({ name, label, bits }) => label !== null && name !== 'implied' && (tone === 'good' ? bits >= 0.5 : bits <= -0.5),
    )
    .map(({ name, label }) =>
      label === 'same' || label === 'different'
        ? words.name(name)
        : `${words.name(name)} (${words.level(label ?? '')})`,
    );
  if (tone === 'good') return list(wanted);
  return (
    <Row>
      {wanted.map((said) => (
        <Badge key={said} tone={tone}>
          {said}
        </Badge>
      ))}
    </Row>
  );
}
