import { useState } from 'react';
import { saveFile, useAction, useClient } from '../../../client/hooks.tsx';
import type { ActionTypes } from '../../../client/index.ts';
import { Button } from '../../../kit/actions.tsx';
import { DataTable, Pager, type Column } from '../../../kit/DataTable.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { CheckboxField } from '../../../kit/fields.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Section, Stack } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import type { ImportView } from '../schema.ts';
import { useImportWords } from './importWords.tsx';

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
          columns={useColumns()}
          rows={list.data?.problems ?? []}
          rowKey={({ position }) => String(position)}
          loading={list.isPending}
        />
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

function useColumns(): readonly Column<Problem>[] {
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
    { key: 'value', header: t('imports.value'), cell: ({ value }) => <Foreign>{value ?? '–'}</Foreign> },
    { key: 'message', header: t('imports.problem'), cell: (row) => words.problem(row) },
    { key: 'remedy', header: t('imports.remedy'), cell: (row) => words.remedy(row) },
  ];
}
