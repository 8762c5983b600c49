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

const states = ['open', 'disagreed', 'undecided', 'same', 'different'] as const;
const orders = ['worth', 'likely'] as const;
const stateIn = (text: string | null): PairView['state'] => states.find((state) => state === text) ?? 'open';

/** Records that may be of one person, those first of which a decision tells most. */
export function LinkagePage() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const state = stateIn(search.get('state'));
  const order = orders.find((one) => one === search.get('order')) ?? 'worth';
  const inbox = useAction('linkage.inbox', { state, order, limit: 50 }, { keep: true });
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
      <Section title={t('linkage.pairs')}>
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
          <Loaded of={inbox}>{(found) => <Pairs inbox={found} state={state} order={order} />}</Loaded>
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

function Pairs({ inbox, state, order }: { inbox: Inbox; state: PairView['state']; order: string }) {
  const t = useT();
  const { number } = useFormats();
  const words = useLinkageWords();
  const address = (id: string): string => `/linkage/review?pair=${id}&state=${state}&order=${order}`;
  const [first] = inbox.rows;
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
      <Row>
        {state === 'open' && first && (
          <ButtonLink to={address(first.id)} tone="primary">
            {t('linkage.begin')}
          </ButtonLink>
        )}
        <Text quiet>
          {t('linkage.waiting', {
            open: number(inbox.waiting.open),
            disagreed: number(inbox.waiting.disagreed),
            undecided: number(inbox.waiting.undecided),
          })}
        </Text>
      </Row>
      <DataTable
        caption={t('linkage.pairs')}
        captionHidden
        flows
        columns={columns}
        rows={inbox.rows}
        rowKey={({ id }) => id}
        rowLink={({ id }) => address(id)}
        empty={
          <EmptyState title={t('linkage.none')}>
            <TextLink to="/linkage/runs">{t('linkage.noneRun')}</TextLink>
          </EmptyState>
        }
      />
    </Stack>
  );
}

/** What speaks for one person, or against it, in a word each. */
function Marks({ row, tone }: { row: PairRow; tone: 'good' | 'attention' }) {
  const words = useLinkageWords();
  const wanted = row.comparisons.filter(
    ({ name, label, bits }) => label !== null && name !== 'implied' && (tone === 'good' ? bits >= 0.5 : bits <= -0.5),
  );
  return (
    <Row>
      {wanted.map(({ name, label }) => (
        <Badge key={name} tone={tone}>
          {label === 'same' || label === 'different'
            ? words.name(name)
            : `${words.name(name)}: ${words.level(label ?? '')}`}
        </Badge>
      ))}
    </Row>
  );
}
