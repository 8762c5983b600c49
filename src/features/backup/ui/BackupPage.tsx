import { useState } from 'react';
import { offerFile, useClient } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { CheckboxField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Foreign, Narrow, PageHeader, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { Loading, Message } from '../../../kit/states.tsx';
import { CopyField } from '../../../kit/tools.tsx';
import { newPassphrase } from '../../cases/ui/passphrase.ts';
import { useByteFormat } from '../../health/ui/byteFormat.ts';

type State =
  | { step: 'ready' }
  | { step: 'making'; received: number }
  | { step: 'done'; fileName: string; bytes: number }
  | { step: 'failed'; problem: unknown };

/** The whole installation as one encrypted file, made and taken away in the browser. */
export function BackupPage() {
  const t = useT();
  const client = useClient();
  const size = useByteFormat();
  const [passphrase, setPassphrase] = useState(newPassphrase);
  const [kept, setKept] = useState(false);
  const [state, setState] = useState<State>({ step: 'ready' });

  async function make(): Promise<void> {
    setState({ step: 'making', received: 0 });
    try {
      const { stream, fileName } = await client.stream('backup.make', { passphrase });
      const content = await collect(stream, (received) => setState({ step: 'making', received }));
      offerFile(content, fileName);
      setState({ step: 'done', fileName, bytes: content.size });
    } catch (problem) {
      setState({ step: 'failed', problem });
    }
  }

  function another(): void {
    setPassphrase(newPassphrase());
    setKept(false);
    setState({ step: 'ready' });
  }

  return (
    <>
      <PageHeader title={t('page.backup')} lead={t('backup.lead')} />
      <Narrow>
        <Stack>
          <Section title={t('backup.make')}>
            <Stack>
              {state.step === 'done' ? (
                <>
                  <Message tone="good" live title={t('backup.done')}>
                    <Foreign>{state.fileName}</Foreign> · {size(state.bytes)}
                  </Message>
                  <CopyField label={t('backup.passphrase')} value={passphrase} />
                  <Row>
                    <Button onClick={another}>{t('backup.another')}</Button>
                  </Row>
                </>
              ) : (
                <>
                  <CopyField label={t('backup.passphrase')} value={passphrase} />
                  <Text quiet>{t('backup.passphraseText')}</Text>
                  <CheckboxField label={t('backup.kept')} checked={kept} onChange={setKept} />
                  {state.step === 'failed' && <ProblemMessage problem={state.problem} />}
                  {state.step === 'making' && <Loading label={t('backup.received', { size: size(state.received) })} />}
                  <Row>
                    <Button
                      tone="primary"
                      icon="backup"
                      busy={state.step === 'making'}
                      disabled={!kept}
                      onClick={() => void make()}
                    >
                      {t('backup.makeNow')}
                    </Button>
                  </Row>
                </>
              )}
            </Stack>
          </Section>
          <Section title={t('backup.holds')}>
            <Text>{t('backup.holdsText')}</Text>
          </Section>
          <Section title={t('backup.restore')}>
            <Text>{t('backup.restoreText')}</Text>
            <CopyField label={t('backup.command')} value="palermo restore FILE --passphrase-file PASSPHRASE" />
          </Section>
        </Stack>
      </Narrow>
    </>
  );
}

/** Reads a stream whole and tells how far it is. */
async function collect(stream: ReadableStream<Uint8Array>, tell: (received: number) => void): Promise<Blob> {
  const pieces: BlobPart[] = [];
  let received = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    pieces.push(next.value as Uint8Array<ArrayBuffer>);
    received += next.value.byteLength;
    tell(received);
  }
  return new Blob(pieces, { type: 'application/octet-stream' });
}
