import type { ReactNode } from 'react';
import { Button } from '../../../kit/actions.tsx';
import { ConflictChoice } from '../../../kit/lazyConflict.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Row } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { RecordFields } from '../../../kit/recordFields.tsx';
import { fieldsOf, type RecordValues } from '../../../kit/recordSpecs.ts';
import { SaveState } from '../../../kit/SaveState.tsx';
import { useSession } from '../../accounts/ui/session.tsx';
import { DraftMarks } from './DraftMarks.tsx';
import { useAutosave, type AutosaveTarget } from './useAutosave.ts';

/** Drawn above the fields of a form, told what they hold: a map to choose their places on. */
export type AutosaveAbove = ((values: RecordValues, onChange: (part: RecordValues) => void) => ReactNode) | undefined;

type AutosaveFormProps = AutosaveTarget & {
  onClose: () => void;
  above?: AutosaveAbove;
};

/** The fields of a record, saved as they are written. Closing it keeps what could not be saved and goes on trying. */
export function AutosaveForm({ onClose, above, ...target }: AutosaveFormProps) {
  const t = useT();
  const writer = useSession()?.user ?? null;
  const { values, status, problem, clash, canUndo, change, flush, undo, decide } = useAutosave(target);
  if (clash !== null) {
    return <ConflictChoice specs={target.specs} {...clash} writer={writer} busy={false} onDecide={decide} />;
  }
  const done = async (): Promise<void> => {
    await flush();
    onClose();
  };
  return (
    <Form onSubmit={() => void done()}>
      <DraftMarks />
      {above?.(values, change)}
      <RecordFields specs={target.specs} values={values} onChange={change} problem={problem} />
      <ProblemMessage problem={problem} shownFields={target.specs.flatMap(fieldsOf)} />
      <Row>
        <Button tone="primary" submit>
          {t('record.done')}
        </Button>
        <SaveState status={status} onUndo={canUndo ? undo : null} />
      </Row>
    </Form>
  );
}
