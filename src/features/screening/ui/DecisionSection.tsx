import { useState } from 'react';
import type { ActionTypes } from '../../../client/index.ts';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DateField } from '../../../kit/DateField.tsx';
import { Badge, Timeline } from '../../../kit/facts.tsx';
import { TextAreaField } from '../../../kit/fields.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Form, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { fieldProblem, ProblemMessage } from '../../../kit/problems.tsx';
import { Message } from '../../../kit/states.tsx';
import { statusDeciders } from '../../../words/screening/steps.ts';
import { useMay, useSession } from '../../accounts/ui/session.tsx';
import { decisionDiffers, standardOfProof } from '../rules.ts';

type Found = ActionTypes['screenings.open']['output'];
type Input = ActionTypes['screenings.decide']['input'];
const steps = ['screening', 'reasonable-grounds', 'formal'] as const;
const outcomes = ['yes', 'no', 'suspended', 'more-needed'] as const;

/** What people decided: apart from the signs, with grounds, by the standard of the step. */
export function DecisionSection({ found }: { found: Found }) {
  const t = useT();
  const formats = useFormats();
  const codes = useCodeWords();
  const may = useMay('case.update');
  const writes = useSession()?.membership?.writes.includes('administrative') ?? false;
  const [adding, setAdding] = useState(false);
  return (
    <Section
      title={t('screening.decisions')}
      lead={t('screening.decisionsText')}
      actions={
        may &&
        writes &&
        !adding && (
          <Button icon="add" onClick={() => setAdding(true)}>
            {t('screening.decide')}
          </Button>
        )
      }
    >
      <Stack>
        {found.decisions.length === 0 && !adding && <Text quiet>{t('screening.noDecision')}</Text>}
        <Timeline
          label={t('screening.decisions')}
          items={found.decisions.map((decision) => ({
            key: decision.id,
            when: formats.date(decision.decidedOn),
            tone: decision.differs ? 'attention' : 'neutral',
            title: (
              <Row>
                <strong>
                  {t(`code.proofStep.${decision.step}`)}: {t(`code.screeningOutcome.${decision.outcome}`)}
                </strong>
                {decision.differs && <Badge tone="attention">{t('screening.differs')}</Badge>}
              </Row>
            ),
            children: (
              <Text>
                {decision.grounds} · {codes.word('status-deciders', decision.decidedByBody)} ·{' '}
                {t(`code.proof.${decision.standard}`)}
              </Text>
            ),
          }))}
        />
        {adding && <DecisionForm found={found} onDone={() => setAdding(false)} />}
      </Stack>
    </Section>
  );
}

function DecisionForm({ found, onDone }: { found: Found; onDone: () => void }) {
  const t = useT();
  const codes = useCodeWords();
  const { screening } = found;
  const [said, setSaid] = useState(() => ({
    step: 'screening',
    outcome: '',
    grounds: '',
    body: '',
    on: new Date().toISOString().slice(0, 10),
  }));
  const { run, busy, problem } = useRun('screenings.decide', ['screenings']);
  const change = (part: Partial<typeof said>): void => setSaid({ ...said, ...part });
  const complete = said.outcome !== '' && said.body !== '' && said.grounds.trim() !== '' && said.on !== '';
  const differs = said.outcome !== '' && decisionDiffers(said.outcome, screening.level);
  async function keep(): Promise<void> {
    const done = await run({
      screeningId: screening.id,
      step: said.step as Input['step'],
      outcome: said.outcome as Input['outcome'],
      grounds: said.grounds.trim(),
      decidedByBody: said.body as Input['decidedByBody'],
      decidedOn: said.on,
    });
    if (done) onDone();
  }
  return (
    <Form onSubmit={() => void keep()} label={t('screening.decide')}>
      <ProblemMessage problem={problem} shownFields={['decidedOn']} />
      <Columns>
        <SelectField
          label={t('screening.step')}
          options={steps.map((value) => ({ value, label: t(`code.proofStep.${value}`) }))}
          value={said.step}
          onChange={(step) => change({ step: step ?? 'screening' })}
        />
        <SelectField
          label={t('screening.outcome')}
          required
          options={outcomes.map((value) => ({ value, label: t(`code.screeningOutcome.${value}`) }))}
          value={said.outcome === '' ? null : said.outcome}
          onChange={(outcome) => change({ outcome: outcome ?? '' })}
        />
        <SelectField
          label={t('screening.decidedBy')}
          required
          options={codes.choices('status-deciders', statusDeciders)}
          value={said.body === '' ? null : said.body}
          onChange={(body) => change({ body: body ?? '' })}
        />
        <DateField
          label={t('screening.decidedOn')}
          required
          value={said.on}
          onChange={(on) => change({ on })}
          error={fieldProblem(problem, 'decidedOn')}
        />
      </Columns>
      <Message
        tone="info"
        title={t('screening.standard', {
          standard: t(`code.proof.${standardOfProof[said.step as keyof typeof standardOfProof]}`),
        })}
      >
        {t('screening.standardText')}
      </Message>
      {differs && <Message tone="attention" title={t('screening.differsText')} live />}
      <TextAreaField
        label={t('screening.grounds')}
        required
        value={said.grounds}
        onChange={(grounds) => change({ grounds })}
      />
      <Row>
        <Button tone="primary" submit busy={busy} disabled={!complete}>
          {t('screening.decide')}
        </Button>
        <Button onClick={onDone}>{t('dialog.cancel')}</Button>
      </Row>
    </Form>
  );
}
