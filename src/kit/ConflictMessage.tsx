import { Button } from './actions.tsx';
import { DataTable } from './DataTable.tsx';
import { useFormats, useT } from './i18n.ts';
import { Foreign, Row, Stack } from './layout.tsx';
import { Message } from './states.tsx';

/** A write that came too late, as the client tells it (`conflictOf`). */
type Conflict = {
  yours: { input: Readonly<Record<string, unknown>> };
  current: {
    version: number;
    changedAt: string | null;
    changedBy: { name: string | null };
    record: unknown;
  };
};

type ConflictMessageProps = {
  conflict: Conflict;
  /** The words for each field that can differ; others are left out. */
  labels: Readonly<Record<string, string>>;
  /** Writes a value of a field for the reader. */
  write: (field: string, value: unknown) => string;
  /** Drops one's own changes and goes on from what is saved. */
  onTheirs: () => void;
  /** Saves one's own changes over what is saved, whose version is told. */
  onMine: (version: number) => void;
};

/** Both versions side by side, and who saved the other one; the reader decides. */
export function ConflictMessage({ conflict, labels, write, onTheirs, onMine }: ConflictMessageProps) {
  const t = useT();
  const { dateTime } = useFormats();
  const { yours, current } = conflict;
  const record = (typeof current.record === 'object' ? (current.record ?? {}) : {}) as Record<string, unknown>;
  const rows = Object.entries(labels).flatMap(([field, label]) => {
    if (!(field in yours.input)) return [];
    const mine = write(field, yours.input[field]);
    const theirs = write(field, record[field]);
    return mine === theirs ? [] : [{ field, label, mine, theirs }];
  });
  return (
    <Stack>
      <Message tone="attention" live title={t('problem.conflict')}>
        {t('conflict.who', {
          name: current.changedBy.name ?? t('conflict.somebody'),
          when: current.changedAt === null ? '' : dateTime(current.changedAt),
        })}
      </Message>
      <DataTable
        caption={t('conflict.both')}
        captionHidden
        columns={[
          { key: 'field', header: t('conflict.field'), cell: ({ label }) => label },
          { key: 'mine', header: t('conflict.mine'), cell: ({ mine }) => <Foreign>{mine}</Foreign> },
          { key: 'theirs', header: t('conflict.theirs'), cell: ({ theirs }) => <Foreign>{theirs}</Foreign> },
        ]}
        rows={rows}
        rowKey={({ field }) => field}
      />
      <Row>
        <Button tone="primary" onClick={onTheirs}>
          {t('conflict.takeTheirs')}
        </Button>
        <Button onClick={() => onMine(current.version)}>{t('conflict.keepMine')}</Button>
      </Row>
    </Stack>
  );
}
