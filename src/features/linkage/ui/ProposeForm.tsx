import { useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { CheckList } from '../../../kit/choiceCards.tsx';
import { MultiSelectField, SelectField } from '../../../kit/choices.tsx';
import { DateField } from '../../../kit/DateField.tsx';
import { TextAreaField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Columns, Form, Row, Section } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { fieldProblem, ProblemMessage } from '../../../kit/problems.tsx';
import { linkageFields, type LinkageField } from '../schema.ts';
import { useLinkageWords } from './words.ts';

const usual: readonly LinkageField[] = ['name', 'birthDate', 'sex', 'citizenship', 'document', 'phone'];
const usuallyShown: readonly LinkageField[] = ['name', 'birthDate', 'sex'];
const shownFields = ['purpose', 'agencyIds', 'validUntil', 'shownFields', 'fields'];
const asFields = (values: readonly string[]): LinkageField[] => linkageFields.filter((field) => values.includes(field));

/** Proposing to other agencies to find persons known to both. */
export function ProposeForm() {
  const t = useT();
  const words = useLinkageWords();
  const agencies = useAction('agencies.list', {}).data?.agencies ?? [];
  const { run, busy, problem, reset } = useRun('linkage.propose', ['linkage']);
  const [agencyIds, setAgencyIds] = useState<readonly string[]>([]);
  const [fields, setFields] = useState(usual);
  const [shown, setShown] = useState(usuallyShown);
  const [purpose, setPurpose] = useState('');
  const [reviewers, setReviewers] = useState('2');
  const [until, setUntil] = useState('');
  const options = linkageFields.map((field) => ({ value: field, label: words.field(field) }));
  async function propose(): Promise<void> {
    reset();
    const made = await run({
      agencyIds: [...agencyIds],
      fields: [...fields],
      shownFields: shown.filter((field) => fields.includes(field)),
      purpose,
      reviewers: reviewers === '1' ? 1 : 2,
      validUntil: until,
    });
    if (!made) return;
    notify('good', t('linkage.proposedDone'));
    setAgencyIds([]);
    setPurpose('');
  }
  return (
    <Section title={t('linkage.propose')} lead={t('linkage.proposeLead')}>
      <Form onSubmit={() => void propose()} label={t('linkage.propose')}>
        <ProblemMessage problem={problem} shownFields={shownFields} />
        <Columns>
          <MultiSelectField
            label={t('linkage.otherAgencies')}
            required
            options={agencies.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))}
            value={agencyIds}
            onChange={setAgencyIds}
            error={fieldProblem(problem, 'agencyIds')}
          />
          <DateField
            label={t('linkage.validUntil')}
            required
            value={until}
            onChange={setUntil}
            error={fieldProblem(problem, 'validUntil')}
          />
          <SelectField
            label={t('linkage.reviewers')}
            options={[
              { value: '2', label: t('linkage.reviewersTwo') },
              { value: '1', label: t('linkage.reviewersOne') },
            ]}
            value={reviewers}
            onChange={(next) => setReviewers(next ?? '2')}
          />
        </Columns>
        <TextAreaField
          label={t('linkage.purpose')}
          required
          value={purpose}
          onChange={setPurpose}
          error={fieldProblem(problem, 'purpose')}
        />
        <Columns>
          <CheckList
            label={t('linkage.compared')}
            help={t('linkage.comparedHelp')}
            options={options}
            values={fields}
            onChange={(values) => setFields(asFields(values))}
          />
          <CheckList
            label={t('linkage.shown')}
            help={t('linkage.shownHelp')}
            options={options.filter(({ value }) => fields.includes(value))}
            values={shown}
            onChange={(values) => setShown(asFields(values))}
          />
        </Columns>
        <Row>
          <Button tone="primary" submit busy={busy}>
            {t('linkage.proposeDo')}
          </Button>
        </Row>
      </Form>
    </Section>
  );
}
