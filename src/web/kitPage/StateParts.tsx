import { useState } from 'react';
import { Button, IconButton } from '../../kit/actions.tsx';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { FileDrop } from '../../kit/FileDrop.tsx';
import { useT } from '../../kit/i18n.ts';
import { Columns, Row, Section, Stack } from '../../kit/layout.tsx';
import { notify } from '../../kit/notify.ts';
import { EmptyState, ErrorState, Loading, Message, ProgressBar } from '../../kit/states.tsx';
import { QrCode } from '../../kit/QrCode.tsx';
import { CopyField, Wizard } from '../../kit/tools.tsx';

/** Messages, progress, dialogs and tools. */
export function StateParts() {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [step, setStep] = useState('check');
  return (
    <Stack>
      <Columns wide>
        <ErrorState
          title={t('kit.problem')}
          remedy={t('kit.remedy')}
          action={<Button small>{t('state.retry')}</Button>}
        />
        <Message tone="attention" title={t('kit.late')}>
          <p>{t('kit.help')}</p>
        </Message>
        <Message tone="good" title={t('kit.saved')} />
        <Message tone="info" title={t('kit.help')} />
      </Columns>
      <Section title={t('kit.progress')}>
        <ProgressBar label={t('kit.importing')} done={12480} total={36447} secondsLeft={95} />
        <Loading />
      </Section>
      <Section title={t('kit.nothing')}>
        <EmptyState title={t('kit.nothing')} action={<Button tone="primary">{t('kit.save')}</Button>}>
          {t('kit.remedy')}
        </EmptyState>
      </Section>
      <Section title={t('kit.wizard')}>
        <Wizard
          label={t('kit.wizard')}
          current={step}
          onBackTo={setStep}
          steps={[
            { key: 'file', label: t('kit.stepFile') },
            { key: 'check', label: t('kit.stepCheck') },
            { key: 'apply', label: t('kit.stepApply') },
          ]}
        >
          <Stack>
            <FileDrop label={t('kit.file')} accept={['.csv', '.xlsx']} file={file} onChange={setFile} />
            <FileDrop label={t('kit.file')} error={t('kit.wrongText')} file={null} onChange={setFile} />
          </Stack>
        </Wizard>
      </Section>
      <Section title={t('kit.tools')}>
        <Stack>
          <CopyField label={t('kit.link')} value="http://localhost:3210/kit" />
          <QrCode text="http://localhost:3210/kit" label={t('kit.qr')} />
          <Row>
            <Button tone="danger" onClick={() => setAsking(true)}>
              {t('kit.danger')}
            </Button>
            <Button onClick={() => notify('good', t('kit.saved'))}>{t('kit.notice')}</Button>
            <Button onClick={() => notify('bad', t('kit.remedy'), t('kit.problem'))}>{t('kit.problem')}</Button>
            <IconButton icon="settings" label={t('kit.tools')} onClick={() => notify('info', t('kit.tools'))} />
            <IconButton icon="remove" tone="danger" label={t('kit.danger')} onClick={() => setAsking(true)} />
          </Row>
        </Stack>
      </Section>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => setAsking(false)}
        title={t('kit.confirm')}
        confirmLabel={t('kit.danger')}
        reasonLabel={t('kit.reason')}
        danger
      >
        {t('kit.confirmText')}
      </ConfirmDialog>
    </Stack>
  );
}
