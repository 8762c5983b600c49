import { useState } from 'react';
import type { ActionTypes } from '../../../client/index.ts';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { CheckboxField } from '../../../kit/fields.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Form, Row, Section } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';

type Rule = ActionTypes['linkage.rule']['output'];

const never = 'never';
const thresholds = [0.95, 0.99, 0.999] as const;

/** How the own agency links its records. */
export function RuleForm({ mayChange }: { mayChange: boolean }) {
  const t = useT();
  const rule = useAction('linkage.rule', {});
  return (
    <Section title={t('linkage.rule')} lead={t('linkage.ruleLead')}>
      <Loaded of={rule}>{(found) => <Fields key={found.version} rule={found} mayChange={mayChange} />}</Loaded>
    </Section>
  );
}

function Fields({ rule, mayChange }: { rule: Rule; mayChange: boolean }) {
  const t = useT();
  const { change } = useFormats();
  const [reviewers, setReviewers] = useState(String(rule.reviewers));
  const [from, setFrom] = useState(rule.automaticFrom === null ? never : String(rule.automaticFrom));
  const [onImport, setOnImport] = useState(rule.onImport);
  const { run, busy, problem } = useRun('linkage.set-rule', ['linkage']);
  const asShare = (value: number): string => change(value * 100).replace('+', '');
  const choices = [...new Set([...thresholds, ...(rule.automaticFrom === null ? [] : [rule.automaticFrom])])];
  async function save(): Promise<void> {
    const done = await run(
      { reviewers: reviewers === '2' ? 2 : 1, automaticFrom: from === never ? null : Number(from), onImport },
      { version: rule.version },
    );
    if (done) notify('good', t('linkage.ruleSaved'));
  }
  return (
    <Form onSubmit={() => void save()} label={t('linkage.rule')}>
      <ProblemMessage problem={problem} />
      <Columns>
        <SelectField
          label={t('linkage.reviewers')}
          disabled={!mayChange}
          options={[
            { value: '1', label: t('linkage.ownOne') },
            { value: '2', label: t('linkage.ownTwo') },
          ]}
          value={reviewers}
          onChange={(next) => setReviewers(next ?? '1')}
        />
        <SelectField
          label={t('linkage.automaticFrom')}
          help={t('linkage.automaticHelp')}
          disabled={!mayChange}
          options={[
            { value: never, label: t('linkage.automaticNever') },
            ...choices.map((value) => ({ value: String(value), label: asShare(value) })),
          ]}
          value={from}
          onChange={(next) => setFrom(next ?? never)}
        />
      </Columns>
      <CheckboxField label={t('linkage.onImport')} disabled={!mayChange} checked={onImport} onChange={setOnImport} />
      {mayChange && (
        <Row>
          <Button tone="primary" submit busy={busy}>
            {t('linkage.ruleSave')}
          </Button>
        </Row>
      )}
    </Form>
  );
}
