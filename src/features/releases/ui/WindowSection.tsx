import { useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { CheckboxField, TextAreaField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { CopyField } from '../../../kit/tools.tsx';

type Shown = { open: boolean; about: string | null; embedders: string[]; agencyCode: string; version: number };

/** Opens and closes the page that anyone may read. */
export function WindowSection() {
  const t = useT();
  const found = useAction('public-window.show', {});
  return (
    <Section title={t('releases.window')}>
      <Loaded of={found}>{(window) => <WindowForm key={window.version} window={window} />}</Loaded>
    </Section>
  );
}

function WindowForm({ window: shown }: { window: Shown }) {
  const t = useT();
  const { run, busy, problem } = useRun('public-window.change');
  const [open, setOpen] = useState(shown.open);
  const [about, setAbout] = useState(shown.about ?? '');
  const [sites, setSites] = useState(shown.embedders.join('\n'));
  const embedders = sites.split(/\s+/).filter((site) => site !== '');
  const save = () => void run({ open, about: about.trim() === '' ? null : about.trim(), embedders });
  return (
    <Form label={t('releases.window')} onSubmit={save}>
      <Stack gap="sm">
        <Text>{t('releases.windowText')}</Text>
        <CheckboxField label={t('releases.windowOpen')} checked={open} onChange={setOpen} />
        <TextAreaField label={t('releases.windowAbout')} value={about} onChange={setAbout} />
        <TextAreaField
          label={t('releases.windowEmbedders')}
          help={t('releases.windowEmbeddersHelp')}
          rows={2}
          value={sites}
          onChange={setSites}
        />
        <ProblemMessage problem={problem} />
        {shown.open && (
          <CopyField label={t('releases.windowLink')} value={`${window.location.origin}/public/${shown.agencyCode}`} />
        )}
        <Row>
          <Button submit busy={busy}>
            {t('releases.windowSave')}
          </Button>
        </Row>
      </Stack>
    </Form>
  );
}
