import { useState } from 'react';
import { conflictOf } from '../../../client/conflict.ts';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { ConflictChoice } from '../../../kit/lazyConflict.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Apart, Foreign, Form, Row, Stack, Text } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { RecordFields } from '../../../kit/recordFields.tsx';
import { changedFields, type RecordValues } from '../../../kit/recordSpecs.ts';
import { RecordView } from '../../../kit/RecordView.tsx';
import { dataClasses, type DataClass } from '../../../words/access.ts';
import type { FormTarget } from '../../../words/forms.ts';
import { useSession } from '../../accounts/ui/session.tsx';
import { DraftMarks } from '../../cases/ui/DraftMarks.tsx';
import { useChangeDraft } from '../../cases/ui/useDraft.ts';
import type { ExtraRow, ExtraValue, FormField } from '../schema.ts';
import { specOf } from './specs.ts';

type ExtraFieldsProps = { caseId: string; target: FormTarget; subjectId: string; writes: readonly DataClass[] };

/** What agencies keep of a record in fields of their own; nothing at all where nobody has such fields. */
export function ExtraFields({ caseId, target, subjectId, writes }: ExtraFieldsProps) {
  const t = useT();
  const agencyId = useSession()?.membership?.agencyId;
  const form = useAction('forms.list', {}).data?.forms.find((known) => known.target === target);
  const found = useAction('extra-values.list', { caseId }).data?.records ?? [];
  const [edited, setEdited] = useState<DataClass | null>(null);
  const rows = found.filter((row) => row.subjectId === subjectId);
  const classes = dataClasses.filter(
    (dataClass) => writes.includes(dataClass) && form?.fields.some((field) => field.dataClass === dataClass),
  );
  if (rows.length === 0 && classes.length === 0) return null;
  return (
    <Apart>
      <Stack gap="sm">
        {rows.map((row) => (
          <ExtraRowView key={row.id} row={row} own={row.agencyId === agencyId} />
        ))}
        {classes.length > 0 && (
          <Row>
            {classes.map((dataClass) => (
              <Button key={dataClass} small icon="forms" onClick={() => setEdited(dataClass)}>
                {t('extra.write', { class: t(`dataClass.${dataClass}`) })}
              </Button>
            ))}
          </Row>
        )}
        {edited !== null && form && (
          <ExtraDialog
            fields={form.fields.filter((field) => field.dataClass === edited)}
            row={rows.find((row) => row.dataClass === edited && row.agencyId === agencyId) ?? null}
            ids={{ caseId, target, subjectId, dataClass: edited }}
            onClose={() => setEdited(null)}
          />
        )}
      </Stack>
    </Apart>
  );
}

function ExtraRowView({ row, own }: { row: ExtraRow; own: boolean }) {
  const t = useT();
  return (
    <div>
      {!own && (
        <Text quiet>
          <Foreign>{t('fieldHelp.agency', { agency: row.agencyName ?? t('value.someone') })}</Foreign>
        </Text>
      )}
      <RecordView specs={row.fields.map(specOf)} values={row.values} />
    </div>
  );
}

type Ids = { caseId: string; target: FormTarget; subjectId: string; dataClass: DataClass };
type ExtraDialogProps = { fields: readonly FormField[]; row: ExtraRow | null; ids: Ids; onClose: () => void };

function ExtraDialog({ fields, row, ids, onClose }: ExtraDialogProps) {
  const t = useT();
  const writer = useSession()?.user ?? null;
  const title = t('extra.title', { class: t(`dataClass.${ids.dataClass}`) });
  // Read anew behind the window; what is changed is the version that was opened.
  const draft = useChangeDraft(`extra-values.set ${JSON.stringify(ids)}`, title, {
    ...row?.values,
    version: row?.version ?? 0,
  });
  const { opened, values } = draft;
  const { run, busy, problem, reset } = useRun('extra-values.set', ['extra-values']);
  const specs = fields.map(specOf);
  const mine = changedFields(specs, opened, values);
  const conflict = conflictOf(problem);

  async function save(said: RecordValues, version: number): Promise<void> {
    const filled = Object.fromEntries(Object.entries(said).map(([key, value]) => [key, value === '' ? null : value]));
    if (Object.keys(filled).length > 0) {
      const done = await run({ ...ids, values: filled as Record<string, ExtraValue | null> }, { version });
      if (done === undefined) return;
      notify('good', t('record.saved'));
    }
    draft.clear();
    reset();
    onClose();
  }

  return (
    <Dialog open keeps wide={specs.length > 3} title={title} onClose={onClose}>
      {conflict === null ? (
        <Form onSubmit={() => void save(mine, Number(opened['version']))}>
          <DraftMarks draft={draft} change />
          <ProblemMessage problem={problem} />
          <RecordFields specs={specs} values={values} onChange={draft.change} />
          <Row>
            <Button tone="primary" submit busy={busy}>
              {t('record.save')}
            </Button>
            <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          </Row>
        </Form>
      ) : (
        <ConflictChoice
          specs={specs}
          mine={mine}
          theirs={(conflict.current.record ?? {}) as RecordValues}
          before={opened}
          writer={writer}
          savedBy={conflict.current.changedBy}
          savedAt={conflict.current.changedAt}
          busy={busy}
          onDecide={(said) => void save(said, conflict.current.version)}
        />
      )}
    </Dialog>
  );
}
