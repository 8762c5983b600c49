import { useState } from 'react';
import { saveFile, useAction, useClient, useRun } from '../../../client/hooks.tsx';
import type { ActionTypes } from '../../../client/index.ts';
import { Button } from '../../../kit/actions.tsx';
import { DataTable, Pager, type Column } from '../../../kit/DataTable.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { CheckboxField, TextField } from '../../../kit/fields.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Row, Section, Stack } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import type { ImportView } from '../schema.ts';
import { useImportWords } from './importWords.tsx';
import { cellKey, useUnchecked } from './unchecked.ts';

type Problem = ActionTypes['imports.problems']['output']['problems'][number];
const pageRows = 50;

/** What was found in a file, row by row, with what to do about it. */
export function ProblemList({ view }: { view: ImportView }) {
  const t = useT();
  const client = useClient();
  const [failure, setFailure] = useState<unknown>(null);
  const [onlyErrors, setOnlyErrors] = useState(false);
  const [seen, setSeen] = useState<readonly number[]>([]);
  const after = seen.at(-1) ?? 0;
  const list = useAction(
    'imports.problems',
    { importId: view.id, limit: pageRows, after, ...(onlyErrors && { severity: 'error' as const }) },
    { keep: true },
  );
  const next = list.data?.after ?? null;
  const correcting = useCorrections(view);
  const columns = useColumns(correcting);
  return (
    <Section
      title={t('imports.problems')}
      actions={
        <Button
          small
          icon="download"
          onClick={() => void saveFile(client, 'imports.problems-file', { importId: view.id }).catch(setFailure)}
        >
          {t('imports.problemsDownload')}
        </Button>
      }
    >
      <Stack gap="sm">
        <ProblemMessage problem={failure ?? list.error} />
        {view.errors > 0 && view.warnings > 0 && (
          <CheckboxField
            label={t('imports.onlyErrors')}
            checked={onlyErrors}
            onChange={(only) => {
              setOnlyErrors(only);
              setSeen([]);
            }}
          />
        )}
        <DataTable
          caption={t('imports.problems')}
          captionHidden
          columns={columns}
          rows={list.data?.problems ?? []}
          rowKey={({ position }) => String(position)}
          loading={list.isPending}
        />
        {correcting.edited > 0 && (
          <Row>
            <Button tone="primary" busy={correcting.busy} onClick={correcting.check}>
              {t('imports.checkCorrected', { count: correcting.edited })}
            </Button>
          </Row>
        )}
        <ProblemMessage problem={correcting.problem} />
        <Pager
          shown={list.data?.problems.length ?? 0}
          total={list.data?.total ?? null}
          onPrevious={seen.length > 0 ? () => setSeen(seen.slice(0, -1)) : null}
          onNext={next === null ? null : () => setSeen([...seen, next])}
        />
      </Stack>
    </Section>
  );
}

type Corrections = {
  /** Null: nothing of this file can be corrected here. */
  readonly valueOf: ((problem: Problem) => string) | null;
  readonly set: (problem: Problem, value: string) => void;
  readonly edited: number;
  readonly check: () => void;
  readonly busy: boolean;
  readonly problem: unknown;
};

/** Cells put right where they are shown; the file is then checked anew with them. */
function useCorrections(view: ImportView): Corrections {
  const open = view.layout === 'own-list' && ['drafted', 'failed'].includes(view.state);
  const mapping = useAction('imports.mapping', { importId: view.id }, { enabled: open });
  const { run, busy, problem } = useRun('imports.map');
  const { cells, change, forget, mappingOf } = useUnchecked(view.id);

  async function check(): Promise<void> {
    if (!mapping.data) return;
    const { version } = mapping.data;
    if (await run({ importId: view.id, mapping: mappingOf(mapping.data) }, { version })) forget();
  }

  return {
    valueOf: open && mapping.data ? (found) => cells.get(cellKey(found))?.value ?? found.value ?? '' : null,
    set: ({ row, column }, value) => {
      if (row !== null && column !== null)
        change({ cells: new Map(cells).set(cellKey({ row, column }), { row, column, value }) });
    },
    edited: cells.size,
    check: () => void check(),
    busy,
    problem,
  };
}

function useColumns({ valueOf, set }: Corrections): readonly Column<Problem>[] {
  const t = useT();
  const { number } = useFormats();
  const words = useImportWords();
  return [
    { key: 'row', header: t('imports.row'), numeric: true, cell: ({ row }) => (row === null ? '–' : number(row)) },
    {
      key: 'severity',
      header: t('imports.severity'),
      cell: ({ severity }) => (
        <Badge tone={severity === 'error' ? 'bad' : 'attention'}>{t(`code.severity.${severity}`)}</Badge>
      ),
    },
    { key: 'column', header: t('imports.column'), cell: ({ column }) => <Foreign>{column ?? '–'}</Foreign> },
    {
      key: 'value',
      header: t('imports.value'),
      cell: (found) =>
        valueOf !== null && found.row !== null && found.column !== null ? (
          <TextField
            label={t('imports.correct', { column: found.column, row: number(found.row) })}
            hideLabel
            value={valueOf(found)}
            onChange={(value) => set(found, value)}
          />
        ) : (
          <Foreign>{found.value ?? '–'}</Foreign>
        ),
    },
    { key: 'message', header: t('imports.problem'), cell: (row) => words.problem(row) },
    { key: 'remedy', header: t('imports.remedy'), cell: (row) => words.remedy(row) },
  ];
}
