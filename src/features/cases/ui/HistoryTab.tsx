import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAction, useClient } from '../../../client/hooks.tsx';
import type { ActionTypes } from '../../../client/index.ts';
import { Button } from '../../../kit/actions.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { DateField } from '../../../kit/DateField.tsx';
import { Timeline, type BadgeTone } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { textOf } from '../../../kit/recordSpecs.ts';
import { EmptyState } from '../../../kit/states.tsx';
import { CompareSection } from './CompareSection.tsx';
import { useKindName, useWriteAny } from './historyWords.ts';

type Line = ActionTypes['cases.history']['output']['changes'][number];
const tones: Readonly<Record<Line['act'], BadgeTone>> = { created: 'good', changed: 'info', removed: 'attention' };
const pageLines = 100;

/** Who changed what and when, and the case as it was on a day. */
export function HistoryTab({ caseId }: { caseId: string }) {
  const t = useT();
  const history = useHistory(caseId);
  return (
    <Stack>
      <Section title={t('history.title')} lead={t('history.lead')}>
        <Loaded of={history}>
          {({ pages }) => (
            <Stack>
              <ChangeLines lines={pages.flatMap(({ changes }) => changes)} />
              {history.hasNextPage && (
                <Row>
                  <Button busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
                    {t('history.more')}
                  </Button>
                </Row>
              )}
            </Stack>
          )}
        </Loaded>
      </Section>
      {history.data && <CompareSection caseId={caseId} lines={history.data.pages.flatMap(({ changes }) => changes)} />}
      <MomentSection caseId={caseId} />
    </Stack>
  );
}

/** The changes of a case page by page, back to its beginning. */
function useHistory(caseId: string) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: ['cases.history', { caseId }, 'pages'],
    queryFn: ({ pageParam: skip }) => client.call('cases.history', { caseId, limit: pageLines, skip }),
    initialPageParam: 0,
    getNextPageParam: ({ more }, pages) => (more ? pages.length * pageLines : undefined),
  });
}

function ChangeLines({ lines }: { lines: readonly Line[] }) {
  const t = useT();
  const { dateTime } = useFormats();
  const write = useWriteAny();
  const kindName = useKindName();
  return (
    <Timeline
      label={t('history.title')}
      items={lines.map((line) => ({
        key: `${line.kind} ${line.id} ${line.version} ${line.act}`,
        when: dateTime(line.at),
        tone: tones[line.act],
        title: t(`code.changeAct.${line.act}`, {
          kind: kindName(line.kind),
          who: line.byName ?? t('value.someone'),
        }),
        children: line.act === 'changed' && (
          <Stack gap="sm">
            {line.changes.map(({ field, before, after }) => (
              <Text key={field}>
                {write.label(field)}: <Foreign>{write.value(field, before)}</Foreign> →{' '}
                <Foreign>{write.value(field, after)}</Foreign>
              </Text>
            ))}
          </Stack>
        ),
      }))}
    />
  );
}

function MomentSection({ caseId }: { caseId: string }) {
  const t = useT();
  const [day, setDay] = useState('');
  return (
    <Section title={t('moment.title')} lead={t('moment.lead')}>
      <Stack>
        <Row align="end">
          <DateField label={t('moment.day')} help={t('code.fieldHelp.momentDay')} value={day} onChange={setDay} />
        </Row>
        {day !== '' && <Moment caseId={caseId} day={day} />}
      </Stack>
    </Section>
  );
}

function Moment({ caseId, day }: { caseId: string; day: string }) {
  const t = useT();
  const kindName = useKindName();
  const { number } = useFormats();
  const moment = useAction('cases.at', { caseId, moment: new Date(`${day}T23:59:59`).toISOString() });
  return (
    <Loaded of={moment}>
      {(found) =>
        found.case === null ? (
          <EmptyState title={t('moment.none')} />
        ) : (
          <Stack>
            <Picture title={t('case.facts')} picture={found.case} />
            {Object.entries(found.records).flatMap(([kind, records]) =>
              records.map((record, index) => (
                <Picture
                  key={`${kind} ${textOf(record['id'] ?? index)}`}
                  title={t('party.numbered', { kind: kindName(kind), number: number(index + 1) })}
                  picture={record}
                />
              )),
            )}
          </Stack>
        )
      }
    </Loaded>
  );
}

const unsaid = [
  'id',
  'caseId',
  'version',
  'createdBy',
  'updatedBy',
  'agencyId',
  'unitId',
  'recordId',
  'personId',
  'importId',
];

function Picture({ title, picture }: { title: string; picture: Readonly<Record<string, unknown>> }) {
  const t = useT();
  const write = useWriteAny();
  const rows = Object.entries(picture).filter(
    ([name, value]) => !unsaid.includes(name) && value !== null && value !== undefined,
  );
  if (rows.length === 0) return <Text quiet>{title}</Text>;
  return (
    <DataTable
      caption={title}
      columns={[
        { key: 'field', header: t('conflict.field'), cell: ([name]) => write.label(name) },
        {
          key: 'value',
          header: t('moment.value'),
          cell: ([name, value]) => <Foreign>{write.value(name, value)}</Foreign>,
        },
      ]}
      rows={rows}
      rowKey={([name]) => name}
    />
  );
}
