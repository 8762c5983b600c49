import { useState } from 'react';
import type { ActionTypes } from '../../../client/index.ts';
import { saveFile, useAction, useClient, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { Dialog } from '../../../kit/Dialog.tsx';
import { CheckboxField, TextField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Columns, Form, Row, Stack, Text } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { Loading, Message } from '../../../kit/states.tsx';
import { CopyField } from '../../../kit/tools.tsx';
import { newPassphrase } from './passphrase.ts';

type Asked = ActionTypes['exports.create']['input'];
type ExportFilter = NonNullable<Asked['filter']>;
const formats = ['csv', 'xlsx', 'json', 'htcds'] as const;
const subjects = ['cases', 'persons'] as const;

/** Takes a copy of the listed cases out, encrypted unless somebody says why not. */
export function ExportDialog({ filter, onClose }: { filter: ExportFilter; onClose: () => void }) {
  const t = useT();
  const [exportId, setExportId] = useState<string | null>(null);
  const [passphrase] = useState(newPassphrase);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open onClose={onClose} title={t('exports.title')} wide>
      {exportId === null ? (
        <ExportForm
          filter={filter}
          passphrase={passphrase}
          onAsked={(id, open) => {
            setExportId(id);
            setIsOpen(open);
          }}
          onClose={onClose}
        />
      ) : (
        <ExportResult exportId={exportId} passphrase={isOpen ? null : passphrase} onClose={onClose} />
      )}
    </Dialog>
  );
}

type ExportFormProps = {
  filter: ExportFilter;
  passphrase: string;
  onAsked: (exportId: string, isOpen: boolean) => void;
  onClose: () => void;
};

function ExportForm({ filter, passphrase, onAsked, onClose }: ExportFormProps) {
  const t = useT();
  const words = useCodeWords();
  const [subject, setSubject] = useState<Asked['subject']>('cases');
  const [format, setFormat] = useState<Asked['format']>('xlsx');
  const [encrypt, setEncrypt] = useState(true);
  const [reason, setReason] = useState('');
  const { run, busy, problem } = useRun('exports.create');

  async function ask(): Promise<void> {
    const made = await run({
      subject: format === 'htcds' ? 'persons' : subject,
      format,
      filter,
      ...(encrypt ? { passphrase } : { encrypt: false, reason: reason.trim() }),
    });
    if (made) onAsked(made.id, !encrypt);
  }

  return (
    <Form onSubmit={() => void ask()}>
      <Text>{t('exports.text')}</Text>
      <ProblemMessage problem={problem} />
      <Columns>
        <SelectField
          label={t('exports.format')}
          help={t('code.fieldHelp.exportFormat')}
          options={words.choices('exportFormat', formats)}
          value={format}
          onChange={(chosen) => setFormat(formats.find((known) => known === chosen) ?? 'xlsx')}
        />
        <SelectField
          label={t('exports.subject')}
          help={t('code.fieldHelp.exportSubject')}
          options={words.choices('exportSubject', subjects)}
          disabled={format === 'htcds'}
          value={format === 'htcds' ? 'persons' : subject}
          onChange={(chosen) => setSubject(chosen === 'persons' ? 'persons' : 'cases')}
        />
      </Columns>
      <CheckboxField
        label={t('exports.encrypt')}
        help={t('exports.encryptHelp')}
        checked={encrypt}
        onChange={setEncrypt}
      />
      {!encrypt && (
        <TextField
          label={t('exports.reason')}
          help={t('exports.reasonHelp')}
          required
          value={reason}
          onChange={setReason}
        />
      )}
      <Row>
        <Button tone="primary" submit busy={busy} disabled={!encrypt && reason.trim().length < 10}>
          {t('exports.make')}
        </Button>
        <Button onClick={onClose}>{t('dialog.cancel')}</Button>
      </Row>
    </Form>
  );
}

type ExportResultProps = { exportId: string; passphrase: string | null; onClose: () => void };

function ExportResult({ exportId, passphrase, onClose }: ExportResultProps) {
  const t = useT();
  const client = useClient();
  const [failure, setFailure] = useState<unknown>(null);
  const made = useAction(
    'exports.open',
    { exportId },
    { again: (last) => (last?.state === 'queued' || last?.state === 'running' || last === undefined ? 700 : false) },
  );
  if (made.isError) return <ProblemMessage problem={made.error} />;
  const { data } = made;
  if (data === undefined || data.state === 'queued' || data.state === 'running')
    return <Loading label={t('exports.making')} />;
  if (data.state !== 'done') return <Message tone="bad" live title={t('exports.failed')} />;
  return (
    <Stack>
      <Message tone="good" live title={t('exports.ready', { count: data.rows })}>
        {t('exports.readyText')}
      </Message>
      {passphrase !== null && <CopyField label={t('exports.passphrase')} value={passphrase} />}
      {passphrase !== null && <Text quiet>{t('exports.passphraseText')}</Text>}
      <ProblemMessage problem={failure} />
      <Row>
        <Button
          tone="primary"
          icon="download"
          onClick={() => void saveFile(client, 'exports.download', { exportId }).catch(setFailure)}
        >
          {t('exports.save')}
        </Button>
        <Button onClick={onClose}>{t('dialog.close')}</Button>
      </Row>
    </Stack>
  );
}
