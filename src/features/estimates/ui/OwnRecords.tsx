import { useState } from 'react';
import { useAction, useClient, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Foreign, Form, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { NumberField } from '../../../kit/NumberField.tsx';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState, Message } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import type { OwnAsked, OwnEstimate } from '../schema.ts';
import { againAfter, familyOf, type KnownReferral } from '../rules.ts';
import { ComparisonView } from './ComparisonView.tsx';
import { TermsSection } from './TermsSection.tsx';
import { WorkProgress } from './WorkProgress.tsx';

type Asked = Pick<OwnAsked, 'from' | 'to' | 'sex' | 'age' | 'lists'>;

/** The last whole year: long enough to see overlap, short enough that few come and go. */
const lastYear = (): Asked => {
  const year = new Date().getFullYear() - 1;
  return { from: year, to: year, sex: null, age: null, lists: [] };
};

/** The hidden number from the own records: agencies are the lists, merged, left out or taken by stratum. */
export function OwnRecords() {
  const t = useT();
  const [asked, setAsked] = useState<Asked>(lastYear);
  const [stopped, setStopped] = useState<Asked | null>(null);
  const client = useClient();
  const stop = (): void => {
    setStopped(asked);
    void client.call('estimates.own', { ...asked, stop: true }).catch(() => undefined);
  };
  const found = useAction('estimates.own', asked, {
    keep: true,
    enabled: stopped !== asked,
    again: (last) => (last !== undefined && last.comparison === null && last.refusal === null ? againAfter : false),
  });
  return (
    <Stack>
      <div data-kit-no-print>
        <Section title={t('estimates.fromRecords')} lead={t('estimates.fromRecordsText')}>
          <Columns>
            <NumberField
              label={t('estimates.fromYear')}
              value={asked.from}
              onChange={(from) => from !== null && from > 1989 && setAsked({ ...asked, from })}
            />
            <NumberField
              label={t('estimates.toYear')}
              value={asked.to}
              onChange={(to) => to !== null && to > 1989 && setAsked({ ...asked, to })}
            />
            <SelectField
              label={t('estimates.sex')}
              clearable
              options={[
                { value: 'F', label: t('code.officialSex.F') },
                { value: 'M', label: t('code.officialSex.M') },
              ]}
              value={asked.sex}
              onChange={(sex) => setAsked({ ...asked, sex: sex === 'F' || sex === 'M' ? sex : null })}
            />
            <SelectField
              label={t('estimates.age')}
              clearable
              options={[
                { value: 'child', label: t('code.officialAge.CHILD') },
                { value: 'adult', label: t('code.officialAge.ADULT') },
              ]}
              value={asked.age}
              onChange={(age) => setAsked({ ...asked, age: age === 'child' || age === 'adult' ? age : null })}
            />
          </Columns>
        </Section>
      </div>
      <Loaded of={found}>
        {(estimate) => (
          <>
            <Lists estimate={estimate} asked={asked} onChange={(lists) => setAsked({ ...asked, lists })} />
            {stopped === asked ? (
              <EmptyState
                title={t('estimates.stopped')}
                action={<Button onClick={() => setStopped(null)}>{t('estimates.run')}</Button>}
              />
            ) : (
              <Outcome estimate={estimate} asked={asked} onStop={stop} />
            )}
          </>
        )}
      </Loaded>
    </Stack>
  );
}

type ListsProps = { estimate: OwnEstimate; asked: Asked; onChange: (lists: Asked['lists']) => void };

function Lists({ estimate: { agencies, noise }, asked, onChange }: ListsProps) {
  const t = useT();
  const { number } = useFormats();
  const said = new Map(asked.lists.map(({ agencyId, list }) => [agencyId, list]));
  const [draft, setDraft] = useState<ReadonlyMap<string, string>>(said);
  if (agencies.length === 0) return null;
  const put = (lists: ReadonlyMap<string, string>): void => {
    setDraft(lists);
    onChange([...lists].map(([agencyId, list]) => ({ agencyId, list })));
  };
  const ofFamily = (kind: string): string => t(`code.estimateList.${familyOf[kind] ?? 'authority'}`);
  return (
    <Section title={t('estimates.lists')} lead={t('estimates.listsText')}>
      <Form label={t('estimates.lists')} onSubmit={() => put(draft)}>
        <Stack gap="sm">
          {noise !== null && <Text quiet>{t('estimates.noise', { most: number(noise) })}</Text>}
          <DataTable
            caption={t('estimates.lists')}
            captionHidden
            flows
            rows={agencies}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', header: t('official.agency'), cell: ({ name }) => <Foreign>{name}</Foreign> },
              { key: 'kind', header: t('estimates.kindOfWork'), cell: ({ kind }) => ofFamily(kind) },
              {
                key: 'persons',
                header: t('estimates.seenBy'),
                numeric: true,
                cell: ({ persons }) => (persons === null ? t('official.withheld') : number(persons)),
              },
              {
                key: 'list',
                header: t('estimates.list'),
                cell: ({ id, name }) => (
                  <TextField
                    hideLabel
                    label={t('estimates.listOf', { agency: name })}
                    value={draft.get(id) ?? name.replaceAll(':', ' ')}
                    onChange={(list) => setDraft(new Map([...draft, [id, list]]))}
                  />
                ),
              },
            ]}
          />
          <Row>
            <Button submit>{t('estimates.run')}</Button>
            <Button onClick={() => put(new Map(agencies.map(({ id, kind }) => [id, ofFamily(kind)])))}>
              {t('estimates.byFamily')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Section>
  );
}

/** Referrals between agencies as referrals between the lists they are on; agencies left out are none. */
function referralsOfLists({ agencies, referrals }: OwnEstimate, lists: Asked['lists']): KnownReferral[] {
  const placed = new Map(lists.map(({ agencyId, list }) => [agencyId, list.trim()]));
  const listOf = (id: string): string =>
    placed.get(id) ?? agencies.find((one) => one.id === id)?.name.replaceAll(':', ' ') ?? '';
  const together = Map.groupBy(
    referrals.map((one) => ({ from: listOf(one.fromAgency), to: listOf(one.toAgency), cases: one.cases })),
    ({ from, to }) => `${from}:${to}`,
  );
  return [...together.values()].flatMap((same) => {
    const [first] = same;
    if (!first || first.from === '' || first.to === '') return [];
    const counts = same.map(({ cases }) => cases);
    const cases = counts.includes(null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    return [{ ...first, cases }];
  });
}

function Outcome({ estimate, asked, onStop }: { estimate: OwnEstimate; asked: Asked; onStop: () => void }) {
  const { refusal, comparison } = estimate;
  const t = useT();
  const mayKeep = useMay('statistics.sign');
  const { span } = useFormats();
  const sourceOf = ({ from, to, sex, age }: Asked): string =>
    [
      t('estimates.records'),
      from === to ? String(from) : span(String(from), String(to)),
      sex && t(`code.officialSex.${sex}`),
      age && t(age === 'child' ? 'code.officialAge.CHILD' : 'code.officialAge.ADULT'),
    ]
      .filter(Boolean)
      .join(' · ');
  if (refusal !== null)
    return <EmptyState title={t(`code.estimateOwn.${refusal}`)}>{t(`code.estimateOwnText.${refusal}`)}</EmptyState>;
  if (comparison === null) return <WorkProgress progress={estimate.progress} onStop={onStop} />;
  return (
    <Stack>
      <ComparisonView comparison={comparison} source={sourceOf(asked)} />
      <TermsSection comparison={comparison} referrals={referralsOfLists(estimate, asked.lists)} />
      {mayKeep && <Keep asked={asked} />}
    </Stack>
  );
}

function Keep({ asked }: { asked: Asked }) {
  const t = useT();
  const [title, setTitle] = useState('');
  const { run, busy, problem } = useRun('estimates.keep', ['official']);
  const keep = async (): Promise<void> => {
    if ((await run({ ...asked, title })) === undefined) return;
    setTitle('');
    notify('good', t('estimates.kept'));
  };
  return (
    <Section title={t('estimates.keep')} lead={t('estimates.keepText')}>
      <Form label={t('estimates.keep')} onSubmit={() => void keep()}>
        <Stack gap="sm">
          <ProblemMessage problem={problem} />
          {asked.sex !== null || asked.age !== null ? (
            <Message tone="attention" title={t('estimates.stratumOnly')} />
          ) : null}
          <TextField label={t('estimates.keepTitle')} value={title} onChange={setTitle} />
          <Row>
            <Button submit busy={busy} disabled={title.trim().length < 3}>
              {t('estimates.keep')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Section>
  );
}
