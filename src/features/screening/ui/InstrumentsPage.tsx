import { useState } from 'react';
import type { ActionTypes } from '../../../client/index.ts';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { FileDrop } from '../../../kit/FileDrop.tsx';
import { useFormats, useLanguage, useT } from '../../../kit/i18n.ts';
import { Form, PageHeader, Row, Section, Stack } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState, Message } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';

type Content = ActionTypes['screening-instruments.load']['input'];
type InstrumentRow = ActionTypes['screening-instruments.list']['output']['instruments'][number];

/** The agency's own lists of signs: loaded from a file, by version, taken out of use and back. */
export function InstrumentsPage() {
  const t = useT();
  const mayScreen = useMay('case.read');
  return (
    <>
      <PageHeader
        title={t('page.screeningLists')}
        lead={t('screening.listsText')}
        {...(mayScreen && { trail: <TextLink to="/screenings">{t('page.screenings')}</TextLink> })}
      />
      <Stack>
        <Lists />
        <LoadList />
      </Stack>
    </>
  );
}

function Lists() {
  const t = useT();
  const formats = useFormats();
  const language = useLanguage();
  const list = useAction('screening-instruments.list', {});
  const change = useRun('screening-instruments.change', ['screening-instruments', 'screenings']);
  const nameOf = ({ content, code }: InstrumentRow): string => content.title[language] ?? content.title['en'] ?? code;
  return (
    <Section title={t('screening.lists')}>
      <Stack>
        <ProblemMessage problem={list.error ?? change.problem} />
        <DataTable
          caption={t('screening.lists')}
          captionHidden
          rows={list.data?.instruments ?? []}
          rowKey={({ id }) => id}
          loading={list.isPending}
          empty={<EmptyState title={t('screening.noLists')}>{t('screening.noListsText')}</EmptyState>}
          columns={[
            { key: 'title', header: t('screening.list'), cell: nameOf },
            { key: 'version', header: t('screening.listVersion'), cell: (row) => row.instrumentVersion },
            {
              key: 'signs',
              header: t('screening.signs'),
              numeric: true,
              cell: (row) => formats.number(row.content.indicators.length),
            },
            { key: 'loaded', header: t('screening.loaded'), cell: (row) => formats.dateTime(row.createdAt) },
            {
              key: 'active',
              header: t('screening.state'),
              cell: (row) => (
                <Badge tone={row.active ? 'good' : 'neutral'}>
                  {t(row.active ? 'screening.inUse' : 'screening.outOfUse')}
                </Badge>
              ),
            },
            {
              key: 'act',
              header: t('screening.act'),
              cell: (row) => (
                <Button
                  small
                  busy={change.busy}
                  onClick={() =>
                    void change.run({ instrumentId: row.id, active: !row.active }, { version: row.version })
                  }
                >
                  {t(row.active ? 'screening.takeOut' : 'screening.takeBack')}
                </Button>
              ),
            },
          ]}
        />
      </Stack>
    </Section>
  );
}

function LoadList() {
  const t = useT();
  const [file, setFile] = useState<File | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const { run, busy, problem, reset } = useRun('screening-instruments.load', ['screening-instruments', 'screenings']);
  async function load(): Promise<void> {
    if (file === null) return;
    const content = await contentOf(file);
    setUnreadable(content === null);
    if (content === null) return;
    if (!(await run(content))) return;
    notify('good', t('screening.listLoaded'));
    setFile(null);
  }
  return (
    <Section title={t('screening.loadList')} lead={t('screening.loadListText')}>
      <Form onSubmit={() => void load()} label={t('screening.loadList')}>
        <ProblemMessage problem={problem} />
        {unreadable && <Message tone="bad" title={t('screening.listUnreadable')} live />}
        <FileDrop
          label={t('screening.listFile')}
          accept={['.json']}
          file={file}
          onChange={(chosen) => {
            setFile(chosen);
            setUnreadable(false);
            reset();
          }}
        />
        <Row>
          <Button tone="primary" submit busy={busy} disabled={file === null}>
            {t('screening.loadList')}
          </Button>
        </Row>
      </Form>
    </Section>
  );
}

/** The content of a file as JSON; null when it is none. The server says what is wrong inside. */
async function contentOf(file: File): Promise<Content | null> {
  try {
    const content: unknown = JSON.parse(await file.text());
    return typeof content === 'object' && content !== null ? (content as Content) : null;
  } catch {
    return null;
  }
}
