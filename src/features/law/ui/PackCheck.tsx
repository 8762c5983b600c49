import type { ActionTypes } from '../../../client/index.ts';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Foreign, Stack } from '../../../kit/layout.tsx';
import { Message } from '../../../kit/states.tsx';
import { useVersionWord } from './words.ts';

type Found = ActionTypes['law.check']['output'];
type Fault = Found['faults'][number];
type Change = Found['changes'][number];

/** Longer values are cut here: the file has them whole. */
const MOST_LETTERS = 240;

/** What a pack would change, place by place, or what is wrong with it. */
export function PackCheck({ found }: { found: Found }) {
  const t = useT();
  const versionWord = useVersionWord();
  if (found.faults.length > 0) return <Faults faults={found.faults} />;
  const title = found.title ?? '';
  if (found.present === null) return <Message tone="info" title={t('law.newPack', { title })} live />;
  const values = { title, version: versionWord(found.present) };
  if (found.changes.length === 0) return <Message tone="attention" title={t('law.samePack', values)} live />;
  const columns: Column<Change>[] = [
    { key: 'path', header: t('law.place'), cell: ({ path }) => <Foreign language="en">{path}</Foreign> },
    { key: 'before', header: t('law.before'), cell: ({ before }) => <Value text={before} /> },
    { key: 'after', header: t('law.after'), cell: ({ after }) => <Value text={after} /> },
  ];
  return (
    <Stack gap="sm">
      <Message tone="info" title={t('law.changesOf', { ...values, count: found.changes.length })} live />
      <DataTable
        caption={t('law.changes')}
        captionHidden
        columns={columns}
        rows={found.changes}
        rowKey={({ path }) => path}
      />
    </Stack>
  );
}

function Value({ text }: { text: string | null }) {
  const t = useT();
  if (text === null) return t('law.notThere');
  return <Foreign>{text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text}</Foreign>;
}

function Faults({ faults }: { faults: readonly Fault[] }) {
  const t = useT();
  const columns: Column<Fault>[] = [
    { key: 'field', header: t('law.place'), cell: ({ field }) => <Foreign language="en">{field}</Foreign> },
    { key: 'message', header: t('law.fault'), cell: ({ message }) => <Foreign language="en">{message}</Foreign> },
  ];
  return (
    <Stack gap="sm">
      <Message tone="bad" title={t('law.faulty', { count: faults.length })} live />
      <DataTable
        caption={t('law.faults')}
        captionHidden
        columns={columns}
        rows={faults}
        rowKey={({ field, message }) => `${field} ${message}`}
      />
    </Stack>
  );
}
