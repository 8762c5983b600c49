import { useState } from 'react';
import { useLocation } from 'wouter';
import type { ActionTypes } from '../../../client/index.ts';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Foreign, Form, PageHeader, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { QualitySection } from './QualitySection.tsx';
import { useRunWord } from './words.ts';

type Run = ActionTypes['linkage.runs']['output']['runs'][number];

const own = 'own';
const twoSeconds = 2000;

/** Comparisons of records: asking for one, those asked for, and how far people agree with them. */
export function RunsPage() {
  const t = useT();
  const runs = useAction(
    'linkage.runs',
    {},
    {
      again: (last) =>
        last?.runs.some(({ finishedAt, state }) => finishedAt === null && state !== 'failed') ? twoSeconds : false,
    },
  );
  return (
    <Stack>
      <PageHeader
        title={t('page.linkageRuns')}
        lead={t('linkage.runsLead')}
        trail={<TextLink to="/linkage">{t('page.linkage')}</TextLink>}
      />
      {useMay('linkage.run') && <AskRun runs={runs.data?.runs ?? []} />}
      <Section title={t('linkage.runs')}>
        <Loaded of={runs}>{({ runs: all }) => <Runs runs={all} />}</Loaded>
      </Section>
      <QualitySection />
    </Stack>
  );
}

function AskRun({ runs }: { runs: readonly Run[] }) {
  const t = useT();
  const [, goTo] = useLocation();
  const { list } = useFormats();
  const agreements =
    useAction('linkage.agreements', {}).data?.agreements.filter(({ state }) => state === 'holds') ?? [];
  const { run, busy, problem } = useRun('linkage.run', ['linkage']);
  const [over, setOver] = useState(own);
  const going = runs.find(
    ({ state, agreementId, importId }) =>
      (state === 'queued' || state === 'running') && importId === null && (agreementId ?? own) === over,
  );
  async function ask(): Promise<void> {
    if (busy || going) return;
    const made = await run({ agreementId: over === own ? null : over });
    if (made) goTo(`/linkage/runs/${made.id}`);
  }
  return (
    <Section title={t('linkage.ask')}>
      <Form onSubmit={() => void ask()} label={t('linkage.ask')}>
        <ProblemMessage problem={problem} />
        <Columns>
          <SelectField
            label={t('linkage.which')}
            options={[
              { value: own, label: t('linkage.ownRecords') },
              ...agreements.map(({ id, parties }) => ({
                value: id,
                label: list(parties.map(({ agencyName }) => agencyName)),
              })),
            ]}
            value={over}
            onChange={(next) => setOver(next ?? own)}
          />
        </Columns>
        <Row>
          {going ? (
            <Text>
              {t('linkage.goingAlready')}{' '}
              <TextLink to={`/linkage/runs/${going.id}`}>{t('linkage.goingAlreadySee')}</TextLink>
            </Text>
          ) : (
            <Button tone="primary" submit busy={busy}>
              {t('linkage.compare')}
            </Button>
          )}
        </Row>
      </Form>
    </Section>
  );
}

function Runs({ runs }: { runs: readonly Run[] }) {
  const t = useT();
  const { dateTime, number } = useFormats();
  const runWord = useRunWord();
  const columns: Column<Run>[] = [
    { key: 'when', header: t('linkage.when'), cell: ({ createdAt }) => dateTime(createdAt), unbroken: true },
    {
      key: 'over',
      header: t('linkage.overHeader'),
      cell: ({ agencyName, agreementId, importId }) => (
        <>
          <Foreign>{agencyName}</Foreign>
          {agreementId !== null && <Text quiet>{t('linkage.byAgreement')}</Text>}
          {importId !== null && <Text quiet>{t('linkage.afterImport')}</Text>}
        </>
      ),
    },
    {
      key: 'state',
      header: t('linkage.stateHeader'),
      cell: ({ state }) => <Badge tone={runWord(state).tone}>{runWord(state).word}</Badge>,
    },
    {
      key: 'records',
      header: t('linkage.recordsHeader'),
      cell: ({ counts }) => (counts['records'] === undefined ? '–' : number(counts['records'])),
      numeric: true,
    },
    {
      key: 'pairs',
      header: t('linkage.proposed'),
      cell: ({ counts }) => (counts['kept'] === undefined ? '–' : number(counts['kept'])),
      numeric: true,
    },
  ];
  return (
    <DataTable
      caption={t('linkage.runs')}
      captionHidden
      flows
      columns={columns}
      rows={runs}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/linkage/runs/${id}`}
      empty={<EmptyState title={t('linkage.noRuns')} />}
    />
  );
}
