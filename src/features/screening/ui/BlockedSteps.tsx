import { useState } from 'react';
import { Button } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { CheckboxField, TextAreaField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { BigChoices, SpokenQuestion } from '../../../kit/interview.tsx';
import { Form, Row, Section, Stack } from '../../../kit/layout.tsx';
import { Message } from '../../../kit/states.tsx';
import type { Guardian, Interview } from '../rules.ts';
import { answered, marked } from './changes.ts';
import { useInterviewWords } from './words.ts';

export type StepProps = { interview: Interview; onChange: (change: (before: Interview) => Interview) => void };

/** Asks nobody on who cannot talk safely. */
export function NotSafeStep({ onChange }: StepProps) {
  const t = useT();
  return (
    <Section title={t('screening.notSafe')}>
      <Stack>
        <Message tone="attention" title={t('screening.notSafeText')} />
        <Row>
          <Button tone="primary" onClick={() => onChange(answered('urgent-overheard', 'not-seen', 'observed'))}>
            {t('screening.safeNow')}
          </Button>
          <Button onClick={() => onChange((before) => ({ ...before, mode: 'observation' }))}>
            {t('screening.onlyObserve')}
          </Button>
        </Row>
      </Stack>
    </Section>
  );
}

/** Told of their rights, the person decides whether to be asked. A no costs no help. */
export function AgreementStep({ interview, onChange }: StepProps) {
  const t = useT();
  const words = useInterviewWords(interview.language);
  const [declined, setDeclined] = useState(false);
  const choose = (value: string): void => {
    if (value === 'given') onChange((before) => ({ ...before, agreement: 'given' }));
    else {
      setDeclined(true);
      onChange((before) => ({ ...before, agreement: 'declined' }));
    }
  };
  return (
    <SpokenQuestion words={words.key('screening.told.rights')}>
      <BigChoices
        label={t('screening.agreement')}
        value={interview.agreement === 'not-asked' ? null : interview.agreement}
        onChange={choose}
        choices={[
          { value: 'given', words: words.key('screening.answer.agree') },
          { value: 'declined', words: words.key('screening.answer.decline') },
        ]}
      />
      {(declined || interview.agreement === 'declined') && (
        <Message tone="info" title={t('screening.declined')} live>
          <Row>
            <Button onClick={() => onChange((before) => marked('stopped')({ ...before, mode: 'observation' }))}>
              {t('screening.onlyObserve')}
            </Button>
          </Row>
        </Message>
      )}
    </SpokenQuestion>
  );
}

const guardianKinds = ['parent', 'relative', 'appointed', 'social-worker', 'none'] as const;

/** A child is asked with somebody who stands by it, or with the reason why nobody does. */
export function GuardianStep({ onChange }: StepProps) {
  const t = useT();
  const [kind, setKind] = useState<Guardian['kind'] | null>(null);
  const [present, setPresent] = useState(false);
  const [checked, setChecked] = useState(false);
  const [reason, setReason] = useState('');
  const complete = kind !== null && (kind === 'none' ? reason.trim() !== '' : checked);
  const keep = (): void => {
    if (kind === null) return;
    const guardian: Guardian =
      kind === 'none' ? { kind, reasonForNone: reason.trim() } : { kind, present, conflictChecked: checked };
    onChange((before) => ({ ...before, guardian }));
  };
  return (
    <Section title={t('screening.guardian')} lead={t('screening.guardianText')}>
      <Form onSubmit={keep} label={t('screening.guardian')}>
        <SelectField
          label={t('screening.guardianKind')}
          required
          options={guardianKinds.map((value) => ({ value, label: t(`code.screeningGuardian.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(value as Guardian['kind'] | null)}
        />
        {kind === 'none' ? (
          <TextAreaField label={t('screening.guardianNone')} required value={reason} onChange={setReason} />
        ) : (
          kind !== null && (
            <>
              <CheckboxField label={t('screening.guardianPresent')} checked={present} onChange={setPresent} />
              <CheckboxField
                label={t('screening.guardianChecked')}
                help={t('screening.guardianCheckedHelp')}
                checked={checked}
                onChange={setChecked}
              />
            </>
          )
        )}
        <Row>
          <Button tone="primary" submit disabled={!complete}>
            {t('screening.goOn')}
          </Button>
        </Row>
      </Form>
    </Section>
  );
}
