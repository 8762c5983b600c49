import { useState } from 'react';
import { useRun } from '../../../client/hooks.tsx';
import { Button, ButtonLink } from '../../../kit/actions.tsx';
import { KeyValues } from '../../../kit/facts.tsx';
import { CheckboxField, TextField } from '../../../kit/fields.tsx';
import { FormDialog } from '../../../kit/FormDialog.tsx';
import { useFormats, useOptionalT, useT } from '../../../kit/i18n.ts';
import { Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { Message } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { KnownOfImport } from '../../linkage/ui/KnownAlready.tsx';
import type { ImportView } from '../schema.ts';

/** A file that was written: what came of it, where it is now, and undoing it. */
export function AppliedSection({ view }: { view: ImportView }) {
  const t = useT();
  const word = useOptionalT();
  const { number } = useFormats();
  const mayRead = useMay('case.read');
  const mayCount = useMay('statistics.read');
  const [undoing, setUndoing] = useState(false);
  const isRecords = view.kind === 'records';
  return (
    <Section title={t('imports.brought')}>
      <Stack>
        <Message tone="good" live title={t('code.importState.applied')}>
          {view.alreadyApplied !== null && t('imports.alreadyText')}
        </Message>
        <KeyValues
          facts={[
            ...Object.entries(view.counts).map(([name, count]) => ({
              label: word(`code.importCount.${name}`) ?? name,
              value: number(count),
            })),
            ...(view.rowsRefused > 0 ? [{ label: t('imports.refused'), value: number(view.rowsRefused) }] : []),
          ]}
        />
        {isRecords && <KnownOfImport importId={view.alreadyApplied ?? view.id} />}
        <Row>
          {isRecords && mayRead && (
            <ButtonLink tone="primary" to={`/cases?import=${view.alreadyApplied ?? view.id}`} icon="cases">
              {t('imports.openCases')}
            </ButtonLink>
          )}
          {mayCount && (
            <ButtonLink to="/statistics" icon="chart">
              {t(isRecords ? 'imports.openStatistics' : 'imports.openSeries')}
            </ButtonLink>
          )}
          {view.alreadyApplied !== null && (
            <ButtonLink to={`/imports/${view.alreadyApplied}`} icon="import">
              {t('imports.openFirst')}
            </ButtonLink>
          )}
          {view.alreadyApplied === null && (
            <Button icon="remove" onClick={() => setUndoing(true)}>
              {t('imports.undo')}
            </Button>
          )}
        </Row>
      </Stack>
      {undoing && <UndoDialog view={view} onClose={() => setUndoing(false)} />}
    </Section>
  );
}

function UndoDialog({ view, onClose }: { view: ImportView; onClose: () => void }) {
  const t = useT();
  const [reason, setReason] = useState('');
  const [force, setForce] = useState(false);
  const { run, busy, problem } = useRun('imports.undo', ['imports', 'cases', 'statistics', 'series', 'people']);

  async function undo(): Promise<void> {
    const done = await run({ importId: view.id, reason: reason.trim(), force }, { version: view.version });
    if (done) onClose();
  }

  return (
    <FormDialog
      title={t('imports.undo')}
      onClose={onClose}
      onSubmit={() => void undo()}
      submitLabel={t('imports.undo')}
      ready={reason.trim().length >= 3}
      busy={busy}
      danger
    >
      <Text>{t('imports.undoText')}</Text>
      <ProblemMessage problem={problem} />
      <TextField
        label={t('imports.undoReason')}
        help={t('code.fieldHelp.undoReason')}
        required
        value={reason}
        onChange={setReason}
      />
      {problem !== null && (
        <CheckboxField label={t('imports.force')} help={t('imports.forceHelp')} checked={force} onChange={setForce} />
      )}
    </FormDialog>
  );
}
