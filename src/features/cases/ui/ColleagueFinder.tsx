import { useState } from 'react';
import { useRun } from '../../../client/hooks.tsx';
import type { ActionTypes } from '../../../client/index.ts';
import { Button } from '../../../kit/actions.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Row, Stack } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { Message } from '../../../kit/states.tsx';

export type Colleague = NonNullable<ActionTypes['colleagues.find']['output']['colleague']>;

type ColleagueFinderProps = { found: Colleague | null; onFind: (colleague: Colleague | null) => void };

/** Finds one person of any agency by their exact work e-mail; nothing nearer than the whole address finds anybody. */
export function ColleagueFinder({ found, onFind }: ColleagueFinderProps) {
  const t = useT();
  const [email, setEmail] = useState('');
  const [asked, setAsked] = useState(false);
  const { run, busy, problem } = useRun('colleagues.find');

  async function find(): Promise<void> {
    const answer = await run({ email: email.trim() });
    setAsked(answer !== undefined);
    onFind(answer?.colleague ?? null);
  }

  return (
    <Stack gap="sm">
      <Row align="end">
        <TextField
          kind="email"
          label={t('shares.email')}
          help={t('code.fieldHelp.shareEmail')}
          required
          value={email}
          onChange={(next) => {
            setEmail(next);
            setAsked(false);
            onFind(null);
          }}
        />
        <Button icon="search" busy={busy} disabled={!email.includes('@')} onClick={() => void find()}>
          {t('shares.find')}
        </Button>
      </Row>
      <ProblemMessage problem={problem} />
      {asked && (
        <Message
          live
          tone={found ? 'good' : 'attention'}
          title={found ? t('shares.found', { name: found.name, agency: found.agencyName }) : t('shares.notFound')}
        />
      )}
    </Stack>
  );
}
