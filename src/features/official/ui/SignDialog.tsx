import { useEffect, useState } from 'react';
import { CallProblem } from '../../../client/index.ts';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { TextAreaField, TextField } from '../../../kit/fields.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Form, Row, Stack, Text } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { Loading, Message } from '../../../kit/states.tsx';
import { codedSentence } from '../../../words/sentences.ts';
import type { LiveFigures } from '../schema.ts';

/** Small counts are withheld, and attacked together with all that is out, in the background. */
const isStillWithholding = (problem: Error | null): boolean =>
  problem instanceof CallProblem &&
  codedSentence(String(problem.details?.['reason']))?.code === 'official-still-withholding';

/** How long until it is asked again whether that is done. */
const againAfter = 3000;

type SignDialogProps = { figures: LiveFigures; onClose: () => void; onSigned: (releaseId: string) => void };

/** Signs the figures as they stand: what is signed is shown protected, and never changes. */
export function SignDialog({ figures, onClose, onSigned }: SignDialogProps) {
  const t = useT();
  const { date, span } = useFormats();
  const [title, setTitle] = useState('');
  const [note, setNote] = useState('');
  const { run, busy, problem } = useRun('official.sign', ['official']);
  const { country, years, cutOff, confirmedOnly, coverage } = figures;
  const late = coverage.filter(({ state }) => state !== 'reported');
  const sign = async (): Promise<void> => {
    const from = years[0] ?? 0;
    const to = years.at(-1) ?? from;
    const signed = await run({
      country,
      from,
      to,
      cutOff,
      confirmedOnly,
      title,
      note: note.trim() === '' ? null : note,
    });
    if (!signed) return;
    notify('good', t('official.signed'));
    onSigned(signed.id);
  };
  const waits = isStillWithholding(problem);
  useEffect(() => {
    if (!waits || busy) return;
    const timer = setTimeout(() => void sign(), againAfter);
    return () => clearTimeout(timer);
  });
  return (
    <Dialog open wide title={t('official.sign')} onClose={onClose}>
      <Form onSubmit={() => void sign()}>
        <Stack>
          <Text>
            {t('official.signText', {
              years: span(String(years[0]), String(years.at(-1))),
              day: date(cutOff),
            })}
          </Text>
          {late.length > 0 && (
            <Message tone="attention" title={t('official.lateAgencies', { count: late.length })}>
              {late.map(({ name }) => name).join(' · ')}
            </Message>
          )}
          {waits ? (
            <Message tone="info" title={t('official.withholding')} live>
              {t('official.withholdingText')}
              <Loading />
            </Message>
          ) : (
            <ProblemMessage problem={problem} />
          )}
          <TextField label={t('official.releaseTitle')} value={title} onChange={setTitle} required />
          <TextAreaField label={t('official.note')} help={t('official.noteHelp')} value={note} onChange={setNote} />
          <Row>
            <Button tone="primary" submit busy={busy || waits} disabled={title.trim().length < 3}>
              {t('official.sign')}
            </Button>
            <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          </Row>
        </Stack>
      </Form>
    </Dialog>
  );
}
