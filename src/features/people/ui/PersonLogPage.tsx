import { useState } from 'react';
import type { ActionTypes } from '../../../client/index.ts';
import { useAction, useClient } from '../../../client/hooks.tsx';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { useFormats, useOptionalT, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Row, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { useRoleWord } from '../../accounts/ui/roleName.ts';
import { useSession } from '../../accounts/ui/session.tsx';

type Log = ActionTypes['people.access-log']['output'];
type LogLine = Log['lines'][number];
const pageLines = 500;

/** Who opened, changed, found or exported what is kept of a person, to be printed and handed to them. */
export function PersonLogPage({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const personId = params['personId'] ?? '';
  const log = useAction('people.access-log', { personId, limit: pageLines });
  return (
    <Loaded of={log} wholePage>
      {(first) => <LogSheet key={personId} personId={personId} first={first} />}
    </Loaded>
  );
}

function LogSheet({ personId, first }: { personId: string; first: Log }) {
  const t = useT();
  const { dateTime } = useFormats();
  const session = useSession();
  const [producedAt] = useState(() => new Date().toISOString());
  const { lines, next, older, busy, problem } = useOlder(personId, first);
  const columns = useColumns();
  return (
    <>
      <PageHeader
        title={t('page.personLog')}
        lead={t('personLog.lead')}
        trail={<TextLink to={`/people/${personId}`}>{t('page.person')}</TextLink>}
        actions={
          <Button icon="print" disabled={next !== null} onClick={() => window.print()}>
            {t('copy.print')}
          </Button>
        }
      />
      <Stack>
        <Text>
          {t('personLog.produced', { at: dateTime(producedAt), agency: session?.membership?.agencyName ?? '–' })}
          <br />
          {t('personPage.reference')}: <bdi dir="ltr">{personId}</bdi>
        </Text>
        {next !== null && (
          <Row>
            <Text>{t('personLog.notAll')}</Text>
            <Button busy={busy} onClick={() => void older()}>
              {t('personLog.older')}
            </Button>
          </Row>
        )}
        <ProblemMessage problem={problem} onRetry={() => void older()} />
        <DataTable
          caption={t('page.personLog')}
          captionHidden
          columns={columns}
          rows={lines.map((line, index) => ({ ...line, index }))}
          rowKey={({ index }) => String(index)}
          empty={<EmptyState title={t('personLog.nothing')} />}
        />
      </Stack>
    </>
  );
}

/** The lines so far, and what fetches those before them. */
function useOlder(personId: string, first: Log) {
  const client = useClient();
  const [before, setBefore] = useState<readonly Log[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const pages = [first, ...before];
  const next = pages.at(-1)?.next ?? null;

  async function older(): Promise<void> {
    if (next === null) return;
    setBusy(true);
    setProblem(null);
    await client
      .call('people.access-log', { personId, before: next, limit: pageLines })
      .then((page) => setBefore([...before, page]))
      .catch(setProblem);
    setBusy(false);
  }
  return { lines: pages.flatMap(({ lines }) => lines), next, older, busy, problem };
}

function useColumns(): readonly Column<LogLine>[] {
  const t = useT();
  const word = useOptionalT();
  const { dateTime } = useFormats();
  const roleWord = useRoleWord();
  return [
    { key: 'at', header: t('audit.when'), cell: ({ at }) => dateTime(at) },
    { key: 'what', header: t('audit.what'), cell: ({ action }) => word(`action.${action}`) ?? action },
    { key: 'via', header: t('personLog.via'), cell: ({ via }) => t(`code.accessVia.${via}`) },
    {
      key: 'who',
      header: t('audit.who'),
      cell: ({ userName }) => (userName === null ? t('personLog.staff') : <Foreign>{userName}</Foreign>),
    },
    { key: 'role', header: t('person.role'), cell: ({ roleName }) => <Foreign>{roleWord(roleName)}</Foreign> },
    {
      key: 'agency',
      header: t('person.agency'),
      cell: ({ agencyName }) => (agencyName === null ? '–' : <Foreign>{agencyName}</Foreign>),
    },
    { key: 'outcome', header: t('audit.outcome'), cell: ({ outcome }) => t(`code.auditOutcome.${outcome}`) },
  ];
}
