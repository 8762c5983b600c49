import { useState } from 'react';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { FormDialog } from '../../../kit/FormDialog.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import type { FieldSpec } from '../../../kit/recordSpecs.ts';
import { useT } from '../../../kit/i18n.ts';
import { closeReasons } from '../../../words/case-work.ts';
import { retentionCodes } from '../../../words/retention.ts';
import { useMay, useSession } from '../../accounts/ui/session.tsx';
import { PersonField } from '../../administration/ui/PersonField.tsx';
import { RecordDialog } from './RecordDialog.tsx';
import type { Overview } from './types.ts';

type Act = 'assign' | 'close' | 'reopen' | 'retain';

const closeSpecs: readonly FieldSpec[] = [
  { name: 'reason', as: 'choice', family: 'closeReason', values: closeReasons, required: true },
  { name: 'closedOn', as: 'day' },
  { name: 'referred', as: 'check', wide: true, help: 'case.referredHelp' },
  { name: 'remark', as: 'area' },
];
const reopenSpecs: readonly FieldSpec[] = [{ name: 'reason', as: 'area', required: true }];
const retainSpecs: readonly FieldSpec[] = [
  { name: 'retentionClass', as: 'choice', family: 'retention', values: retentionCodes, required: true },
  { name: 'legalHold', as: 'check', wide: true, help: 'case.legalHoldHelp' },
  { name: 'reason', as: 'area', required: true },
];

/** What is done with a case as a whole: give it to somebody, close it, open it again, say how long it is kept. */
export function CaseActs({ found }: { found: Overview['case'] }) {
  const t = useT();
  const own = useSession()?.membership?.agencyId === found.agencyId;
  const mayAssign = useMay('case.assign');
  const mayClose = useMay('case.close');
  const [act, setAct] = useState<Act | null>(null);
  const isClosed = found.status.startsWith('closed');
  if (!own || found.erasedAt !== null) return null;
  return (
    <>
      {mayAssign && !isClosed && <Button onClick={() => setAct('assign')}>{t('case.assign')}</Button>}
      {mayClose && !isClosed && <Button onClick={() => setAct('close')}>{t('case.close')}</Button>}
      {mayClose && isClosed && <Button onClick={() => setAct('reopen')}>{t('case.reopen')}</Button>}
      {mayClose && <Button onClick={() => setAct('retain')}>{t('case.retain')}</Button>}
      {act && <ActDialog act={act} found={found} onClose={() => setAct(null)} />}
    </>
  );
}

type ActDialogProps = { act: Act; found: Overview['case']; onClose: () => void };

function ActDialog({ act, found, onClose }: ActDialogProps) {
  const t = useT();
  const shared = { onClose, ids: { caseId: found.id }, title: t(`case.${act}`) };
  const empty = { version: found.version };
  if (act === 'assign') return <AssignDialog found={found} onClose={onClose} />;
  if (act === 'close') return <RecordDialog {...shared} specs={closeSpecs} change="cases.close" record={empty} />;
  if (act === 'reopen') return <RecordDialog {...shared} specs={reopenSpecs} change="cases.reopen" record={empty} />;
  const kept = { version: found.version, retentionClass: found.retentionClass, legalHold: found.legalHold };
  return <RecordDialog {...shared} specs={retainSpecs} change="cases.retain" record={kept} />;
}

function AssignDialog({ found, onClose }: Omit<ActDialogProps, 'act'>) {
  const t = useT();
  const [userId, setUserId] = useState<string | null>(null);
  const { run, busy, problem } = useRun('cases.assign', ['cases']);

  async function assign(): Promise<void> {
    if (userId !== null && (await run({ caseId: found.id, userId }, { version: found.version }))) onClose();
  }

  return (
    <FormDialog
      title={t('case.assign')}
      onClose={onClose}
      onSubmit={() => void assign()}
      submitLabel={t('case.assign')}
      ready={userId !== null}
      busy={busy}
    >
      <ProblemMessage problem={problem} />
      <PersonField
        active
        required
        label={t('code.field.userId')}
        help={t('code.fieldHelp.userId')}
        value={userId}
        onChange={setUserId}
      />
    </FormDialog>
  );
}
