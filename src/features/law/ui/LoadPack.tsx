import { useState } from 'react';
import type { ActionTypes } from '../../../client/index.ts';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { TextAreaField, TextField } from '../../../kit/fields.tsx';
import { FileDrop } from '../../../kit/FileDrop.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Row, Section, Stack } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { Message } from '../../../kit/states.tsx';
import { PackCheck } from './PackCheck.tsx';

type Content = ActionTypes['law.check']['input']['content'];
type Checked = { readonly content: Content; readonly found: ActionTypes['law.check']['output'] };

/** Takes a law pack from a file or pasted, shows what is wrong or what would change, and only then stores it. */
export function LoadPack() {
  const t = useT();
  const [file, setFile] = useState<File | null>(null);
  const [pasted, setPasted] = useState('');
  const [unreadable, setUnreadable] = useState(false);
  const [checked, setChecked] = useState<Checked | null>(null);
  const check = useRun('law.check', []);
  const forget = (): void => {
    setChecked(null);
    setUnreadable(false);
    check.reset();
  };
  async function look(): Promise<void> {
    forget();
    const content = contentOf(file === null ? pasted : await file.text());
    setUnreadable(content === null);
    if (content === null) return;
    const found = await check.run({ content });
    if (found) setChecked({ content, found });
  }
  const done = (): void => {
    forget();
    setFile(null);
    setPasted('');
  };
  return (
    <Section title={t('law.load')} lead={t('law.loadLead')}>
      <Stack>
        <Form onSubmit={() => void look()} label={t('law.load')}>
          <FileDrop
            label={t('law.packFile')}
            accept={['.json']}
            file={file}
            onChange={(chosen) => {
              setFile(chosen);
              forget();
            }}
          />
          {file === null && (
            <TextAreaField
              label={t('law.packPasted')}
              value={pasted}
              rows={4}
              onChange={(text) => {
                setPasted(text);
                forget();
              }}
            />
          )}
          {unreadable && (
            <Message tone="bad" title={t('law.packUnreadable')} live>
              {t('law.packUnreadableText')}
            </Message>
          )}
          <ProblemMessage problem={check.problem} />
          <Row>
            <Button
              tone={checked === null ? 'primary' : 'secondary'}
              submit
              busy={check.busy}
              disabled={file === null && pasted.trim() === ''}
            >
              {t('law.check')}
            </Button>
          </Row>
        </Form>
        {checked && <PackCheck found={checked.found} />}
        {checked && checked.found.faults.length === 0 && checked.found.changes.length > 0 && (
          <Store content={checked.content} onStored={done} />
        )}
      </Stack>
    </Section>
  );
}

function Store({ content, onStored }: { content: Content; onStored: () => void }) {
  const t = useT();
  const [note, setNote] = useState('');
  const { run, busy, problem } = useRun('law.load', ['law']);
  async function store(): Promise<void> {
    const made = await run({ content, note });
    if (!made) return;
    notify('good', t('law.loaded', { pack: made.pack, version: made.version }));
    onStored();
  }
  return (
    <Form onSubmit={() => void store()} label={t('law.store')}>
      <TextField label={t('law.loadNote')} help={t('law.loadNoteHelp')} value={note} onChange={setNote} required />
      <ProblemMessage problem={problem} />
      <Row>
        <Button tone="primary" submit busy={busy} disabled={note.trim().length < 3}>
          {t('law.store')}
        </Button>
      </Row>
    </Form>
  );
}

/** A pack as JSON; null when the text is none. The server says what is wrong inside. */
function contentOf(text: string): Content | null {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null && !Array.isArray(content) ? (content as Content) : null;
  } catch {
    return null;
  }
}
