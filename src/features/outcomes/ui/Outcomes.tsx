import { useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button, IconButton } from '../../../kit/actions.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { ConfirmDialog } from '../../../kit/ConfirmDialog.tsx';
import { FormDialog } from '../../../kit/FormDialog.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Row, Stack } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { RecordFields } from '../../../kit/recordFields.tsx';
import { useWriteField } from '../../../kit/recordFacts.ts';
import { RecordList } from '../../../kit/RecordList.tsx';
import { isComplete, type FieldSpec, type RecordValues } from '../../../kit/recordSpecs.ts';
import { REPATRIATED, type Outcome, type OutcomeSubject } from '../schema.ts';
import { SameSuspects } from './SameSuspects.tsx';

type OutcomesProps = {
  caseId: string;
  subjectKind: OutcomeSubject;
  subjectId: string;
  mayWrite: boolean;
  readsSuspects?: boolean;
};

const day: FieldSpec = { name: 'happenedFrom', as: 'date', precision: 'happenedPrecision', until: 'happenedTo' };

/** Dated steps of one person of a case: through criminal justice, or home again. Figures by year are made of these. */
export function Outcomes({ caseId, subjectKind, subjectId, mayWrite, readsSuspects = false }: OutcomesProps) {
  const t = useT();
  const words = useCodeWords();
  const write = useWriteField();
  const { list } = useFormats();
  const [adding, setAdding] = useState(false);
  const [removed, setRemoved] = useState<Outcome | null>(null);
  const found = useAction('outcomes.list', { caseId }).data?.outcomes ?? [];
  const own = found.filter((one) => one.subjectId === subjectId);
  const title = t(subjectKind === 'perpetrator' ? 'outcomes.justice' : 'outcomes.return');
  if (own.length === 0 && !mayWrite && !readsSuspects) return null;
  const name = (one: Outcome): string =>
    one.kind === REPATRIATED ? t('outcomes.repatriated') : words.label('case-status-justice', one.kind);
  return (
    <Stack gap="sm">
      {own.length > 0 && (
        <RecordList
          label={title}
          items={own.map((one) => ({
            key: one.id,
            title: name(one),
            text: list(
              [
                write(day, one),
                one.fromCountry
                  ? t('outcomes.fromTo', {
                      from: words.country(one.fromCountry),
                      to: words.country(one.toCountry ?? ''),
                    })
                  : null,
              ].filter((text) => text !== null),
            ),
            actions: mayWrite && (
              <IconButton
                icon="remove"
                label={t('outcomes.remove', { step: name(one) })}
                onClick={() => setRemoved(one)}
              />
            ),
          }))}
        />
      )}
      {mayWrite && (
        <Row>
          <Button small icon="add" onClick={() => setAdding(true)}>
            {title}
          </Button>
        </Row>
      )}
      {subjectKind === 'perpetrator' && readsSuspects && (
        <SameSuspects suspectId={subjectId} caseId={caseId} mayWrite={mayWrite} />
      )}
      {adding && (
        <OutcomeDialog title={title} ids={{ caseId, subjectKind, subjectId }} onClose={() => setAdding(false)} />
      )}
      {removed && <RemoveOutcome outcome={removed} name={name(removed)} onClose={() => setRemoved(null)} />}
    </Stack>
  );
}

type Ids = Pick<OutcomesProps, 'caseId' | 'subjectKind' | 'subjectId'>;

function OutcomeDialog({ title, ids, onClose }: { title: string; ids: Ids; onClose: () => void }) {
  const t = useT();
  const [values, setValues] = useState<RecordValues>({});
  const { run, busy, problem } = useRun('outcomes.add', ['outcomes', 'official']);
  const isJustice = ids.subjectKind === 'perpetrator';
  const specs: readonly FieldSpec[] = [
    ...(isJustice
      ? [
          {
            name: 'kind',
            as: 'code',
            list: 'case-status-justice',
            label: t('outcomes.step'),
            required: true,
          } satisfies FieldSpec,
        ]
      : [
          { name: 'fromCountry', as: 'country', label: t('outcomes.from'), required: true } satisfies FieldSpec,
          { name: 'toCountry', as: 'country', label: t('outcomes.to'), required: true } satisfies FieldSpec,
        ]),
    { ...day, label: t('outcomes.when'), required: true },
  ];
  const save = async (): Promise<void> => {
    const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== null));
    const said = { ...(isJustice ? {} : { kind: REPATRIATED }), ...filled } as Pick<Outcome, 'kind' | 'happenedFrom'>;
    if ((await run({ ...ids, ...said })) === undefined) return;
    notify('good', t('record.saved'));
    onClose();
  };
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      onSubmit={() => void save()}
      submitLabel={t('record.save')}
      ready={isComplete(specs, values)}
      busy={busy}
    >
      <ProblemMessage problem={problem} />
      <RecordFields
        specs={specs}
        values={values}
        problem={problem}
        onChange={(part) => setValues({ ...values, ...part })}
      />
    </FormDialog>
  );
}

function RemoveOutcome({ outcome, name, onClose }: { outcome: Outcome; name: string; onClose: () => void }) {
  const t = useT();
  const { run, busy, problem } = useRun('outcomes.remove', ['outcomes', 'official']);
  const remove = async (): Promise<void> => {
    if ((await run({ id: outcome.id }, { version: outcome.version })) !== undefined) onClose();
  };
  return (
    <ConfirmDialog
      open
      title={t('outcomes.remove', { step: name })}
      confirmLabel={t('outcomes.removeIt')}
      busy={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <ProblemMessage problem={problem} />
    </ConfirmDialog>
  );
}
