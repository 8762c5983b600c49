import { useState } from 'react';
import { saveFile, useClient, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { FileDrop } from '../../../kit/FileDrop.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Form, Row, Section, Stack } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { RecordList } from '../../../kit/RecordList.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { dataClasses } from '../../../words/access.ts';
import { useCase } from './casePart.tsx';
import { RemoveDialog } from './RecordDialog.tsx';
import { ShowRest } from './ShowRest.tsx';
import type { Overview } from './types.ts';

/** Files of the case: encrypted where they lie, read by those who read their class. */
export function DocumentsTab() {
  const t = useT();
  const { overview, mayWrite } = useCase();
  const mayAdd = dataClasses.some(mayWrite);
  return (
    <Stack>
      <Section title={t('documents.title')}>
        {overview.attachments.length === 0 ? (
          <EmptyState title={t('documents.none')}>{t('documents.noneText')}</EmptyState>
        ) : (
          <FileList />
        )}
        <ShowRest lists={['attachments']} />
      </Section>
      {mayAdd && (
        <Section title={t('documents.add')}>
          <UploadForm />
        </Section>
      )}
    </Stack>
  );
}

function FileList() {
  const t = useT();
  const client = useClient();
  const { number, dateTime } = useFormats();
  const { overview, mayWrite } = useCase();
  const [failure, setFailure] = useState<unknown>(null);
  const [removing, setRemoving] = useState<Overview['attachments'][number] | null>(null);
  const caseId = overview.case.id;

  async function download(attachmentId: string): Promise<void> {
    setFailure(null);
    await saveFile(client, 'attachments.download', { caseId, attachmentId }).catch(setFailure);
  }

  return (
    <>
      <ProblemMessage problem={failure} />
      <RecordList
        label={t('documents.title')}
        items={overview.attachments.map((file) => ({
          key: file.id,
          title: <Foreign>{file.fileName}</Foreign>,
          badges: <Badge>{t(`dataClass.${file.dataClass}`)}</Badge>,
          text: (
            <>
              {t('documents.size', { size: number(Math.ceil(file.bytes / 1024)), when: dateTime(file.createdAt) })}
              {file.description && (
                <>
                  {' · '}
                  <Foreign>{file.description}</Foreign>
                </>
              )}
            </>
          ),
          actions: (
            <>
              <Button small icon="download" onClick={() => void download(file.id)}>
                {t('documents.save')}
              </Button>
              {mayWrite(file.dataClass) && (
                <Button small tone="quiet" icon="remove" onClick={() => setRemoving(file)}>
                  {t('record.remove')}
                </Button>
              )}
            </>
          ),
        }))}
      />
      {removing && (
        <RemoveDialog
          title={t('documents.remove')}
          remove="attachments.remove"
          ids={{ caseId, attachmentId: removing.id }}
          version={removing.version}
          onClose={() => setRemoving(null)}
        />
      )}
    </>
  );
}

function UploadForm() {
  const t = useT();
  const { overview, mayWrite } = useCase();
  const [file, setFile] = useState<File | null>(null);
  const [dataClass, setDataClass] = useState<string | null>(null);
  const [description, setDescription] = useState('');
  const { run, busy, problem } = useRun('attachments.add', ['cases', 'attachments']);
  const classes = dataClasses.filter(mayWrite);
  const chosen = classes.find((name) => name === dataClass);

  async function send(): Promise<void> {
    if (file === null || chosen === undefined) return;
    const about = description.trim();
    const sent = await run(
      { caseId: overview.case.id, dataClass: chosen, ...(about !== '' && { description: about }) },
      { file: { name: file.name, content: file } },
    );
    if (!sent) return;
    setFile(null);
    setDescription('');
    notify('good', t('documents.added'));
  }

  return (
    <Form onSubmit={() => void send()}>
      <ProblemMessage problem={problem} />
      <FileDrop label={t('documents.file')} help={t('code.fieldHelp.documentFile')} file={file} onChange={setFile} />
      <SelectField
        label={t('code.field.dataClass')}
        help={t('documents.classHelp')}
        required
        options={classes.map((name) => ({ value: name, label: t(`dataClass.${name}`) }))}
        value={dataClass}
        onChange={setDataClass}
      />
      <TextField
        label={t('documents.about')}
        help={t('code.fieldHelp.documentAbout')}
        value={description}
        onChange={setDescription}
      />
      <Row>
        <Button tone="primary" submit busy={busy} disabled={file === null || chosen === undefined}>
          {t('documents.send')}
        </Button>
      </Row>
    </Form>
  );
}
