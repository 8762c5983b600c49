import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAction, useClient } from '../../../client/hooks.tsx';
import type { ActionTypes } from '../../../client/index.ts';
import { Button } from '../../../kit/actions.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { DateField } from '../../../kit/DateField.tsx';
import { Disclosure } from '../../../kit/Disclosure.tsx';
import { Timeline, type BadgeTone } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { textOf } from '../../../kit/recordSpecs.ts';
import { EmptyState } from '../../../kit/states.tsx';
import { CompareSection } from './CompareSection.tsx';
import { isReference, useKindName, useSaveTitle, useWriteAny } from './historyWords.ts';
import { savesOf } from './saves.ts';

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
  const titleOf = useSaveTitle();
  return (
    <Timeline
      label={t('history.title')}
      items={savesOf(lines).map((save) => {
        const [line, ...others] = save.lines;
        return {
          key: save.key,
          when: dateTime(line.at),
          tone: tones[others.every(({ act }) => act === line.act) ? line.act : 'changed'],
          title: titleOf(save),
          children: <Written lines={save.lines} />,
        };
      })}
    />
  );
}

/** What was written in a save: a single change stands open, more than that waits behind a press. */
function Written({ lines }: { lines: readonly Line[] }) {
  const t = useT();
  const kindName = useKindName();
  const [line, ...others] = lines.filter(({ act }) => act !== 'removed' || lines.length > 1);
  if (line === undefined) return null;
  if (others.length === 0 && line.act === 'changed') return <Fields line={line} />;
  return (
    <Disclosure label={t('history.written')}>
      <Stack gap="sm">
        {[line, ...others].map((one) => (
          <div key={`${one.kind} ${one.id} ${one.version} ${one.act}`}>
            {lines.length > 1 && (
              <strong>{t('history.part', { kinds: kindName(one.kind), act: t(`code.compared.${one.act}`) })}</strong>
            )}
            <Fields line={one} />
          </div>
        ))}
      </Stack>
    </Disclosure>
  );
}

function Fields({ line: { act, kind, changes } }: { line: Line }) {
  const write = useWriteAny();
  const isTold = ({ field, after }: Line['changes'][number]): boolean =>
    act === 'changed' || !(unsaid.includes(field) || isReference(after));
  return changes.filter(isTold).map(({ field, before, after }) => (
    <Text key={field}>
      {write.label(field)}:{' '}
      {act === 'changed' && (
        <>
          <Foreign>{write.value(field, before, kind)}</Foreign> →{' '}
        </>
      )}
      <Foreign>{write.value(field, after, kind)}</Foreign>
    </Text>
  ));
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
            <Picture title={t('case.facts')} kind="caseFile" picture={found.case} />
            {Object.entries(found.records).flatMap(([kind, records]) =>
              records.map((record, index) => (
                <Picture
                  key={`${kind} ${textOf(record['id'] ?? index)}`}
                  title={t('party.numbered', { kind: kindName(kind), number: number(index + 1) })}
                  kind={kind}
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

type PictureProps = { title: string; kind: string; picture: Readonly<Record<string, unknown>> };

function Picture({ title, kind, picture }: PictureProps) {
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
          cell: ([name, value]) => <Foreign>{write.value(name, value, kind)}</Foreign>,
        },
      ]}
      rows={rows}
      rowKey={([name]) => name}
    />
  );
}
