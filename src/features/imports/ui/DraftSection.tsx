import { useState } from 'react';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { CheckboxField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Row, Section, Stack } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { Message } from '../../../kit/states.tsx';
import type { ImportView } from '../schema.ts';

/** A file that was checked: what was found, and writing it. */
export function DraftSection({ view }: { view: ImportView }) {
  const t = useT();
  const [skipErrors, setSkipErrors] = useState(false);
  const apply = useRun('imports.apply');
  const cancel = useRun('imports.cancel');
  const hasErrors = view.errors > 0;
  const good = (view.rows ?? 0) - view.rowsRefused;
  return (
    <Section title={t('imports.stepApply')}>
      <Stack>
        <ProblemMessage problem={apply.problem ?? cancel.problem} />
        <Found view={view} />
        {view.alreadyApplied !== null && (
          <Message tone="attention" title={t('imports.already')}>
            {t('imports.alreadyText')}
          </Message>
        )}
        {hasErrors && (
          <CheckboxField
            label={t('imports.skip')}
            help={t('imports.skipHelp')}
            checked={skipErrors}
            onChange={setSkipErrors}
          />
        )}
        <Row>
          <Button
            tone="primary"
            busy={apply.busy}
            disabled={good <= 0 || (hasErrors && !skipErrors)}
            onClick={() => void apply.run({ importId: view.id, skipErrors }, { version: view.version })}
          >
            {t('imports.applyCount', { count: good })}
          </Button>
          <Button busy={cancel.busy} onClick={() => void cancel.run({ importId: view.id })}>
            {t('imports.cancel')}
          </Button>
        </Row>
      </Stack>
    </Section>
  );
}

function Found({ view }: { view: ImportView }) {
  const t = useT();
  if (view.errors > 0)
    return (
      <Message tone="bad" title={t('imports.withErrors', { count: view.rowsRefused })}>
        {t(view.layout === 'own-list' ? 'imports.withErrorsHere' : 'imports.withErrorsText')}
      </Message>
    );
  if (view.warnings > 0)
    return (
      <Message tone="attention" title={t('imports.withWarnings')}>
        {t('imports.withWarningsText')}
      </Message>
    );
  return (
    <Message tone="good" title={t('imports.clean')}>
      {t('imports.cleanText')}
    </Message>
  );
}
