import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import type { ActionTypes } from '../../../client/index.ts';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Form, Row, Section, Stack } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { Message } from '../../../kit/states.tsx';

type Answer = ActionTypes['access.why']['output'];

/** Tells by the number of a case why the reader sees it, or sees it no longer, class by class. */
export function WhySection() {
  const t = useT();
  const [caseNumber, setCaseNumber] = useState('');
  const [asked, setAsked] = useState('');
  const typed = caseNumber.trim();
  return (
    <Section title={t('why.title')} lead={t('why.lead')}>
      <Stack>
        <Form label={t('why.title')} onSubmit={() => setAsked(typed)}>
          <Row align="end">
            <TextField
              label={t('why.caseNumber')}
              help={t('code.fieldHelp.whyCase')}
              value={caseNumber}
              onChange={setCaseNumber}
            />
            <Button submit icon="search" disabled={typed.length < 3}>
              {t('why.ask')}
            </Button>
          </Row>
        </Form>
        {asked !== '' && <Why caseNumber={asked} />}
      </Stack>
    </Section>
  );
}

function Why({ caseNumber }: { caseNumber: string }) {
  const answer = useAction('access.why', { caseNumber });
  return <Loaded of={answer}>{(found) => <WhyAnswer answer={found} />}</Loaded>;
}

function WhyAnswer({ answer }: { answer: Answer }) {
  const t = useT();
  const { dateTime } = useFormats();
  return (
    <Stack>
      <Message
        tone={answer.visible ? 'good' : 'attention'}
        live
        title={t(answer.visible ? 'why.visible' : 'why.hidden')}
      >
        {answer.reasons.map(({ reason, at }) => (
          <p key={`${reason} ${at ?? ''}`}>
            {at === null
              ? t(`code.sightReason.${reason}`)
              : t('why.reasonAt', { reason: t(`code.sightReason.${reason}`), when: dateTime(at) })}
          </p>
        ))}
        {answer.visible && <TextLink to={`/cases/${answer.caseId}`}>{t('why.open')}</TextLink>}
      </Message>
      <DataTable
        caption={t('why.classes')}
        columns={[
          { key: 'class', header: t('code.field.dataClass'), cell: ({ dataClass }) => t(`dataClass.${dataClass}`) },
          { key: 'read', header: t('why.read'), cell: ({ read }) => t(read ? 'answer.yes' : 'answer.no') },
          { key: 'because', header: t('access.because'), cell: ({ because }) => t(`code.classReason.${because}`) },
        ]}
        rows={answer.classes}
        rowKey={({ dataClass }) => dataClass}
      />
    </Stack>
  );
}
