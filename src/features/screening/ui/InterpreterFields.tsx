import { useState } from 'react';
import { Button } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { CheckboxField, TextField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Columns, Form, Narrow, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { interpreterKinds, type Interpreter, type Interview } from '../rules.ts';
import { interpretedBy } from './changes.ts';

type InterpreterFieldsProps = { interpreter: Interpreter | null; onChange: (interpreter: Interpreter | null) => void };

/** Who interprets, into what language, and whether it is safe. */
export function InterpreterFields({ interpreter, onChange }: InterpreterFieldsProps) {
  const t = useT();
  const kind = interpreter?.kind ?? null;
  const interprets = interpreter !== null && kind !== 'none-needed';
  return (
    <Stack>
      <Columns>
        <SelectField
          label={t('screening.interpreter')}
          clearable
          options={interpreterKinds.map((value) => ({ value, label: t(`code.screeningInterpreter.${value}`) }))}
          value={kind}
          // Another person is asked about anew: what was checked was checked of the one before.
          onChange={(value) => onChange(value === null ? null : { kind: value as Interpreter['kind'], cleared: false })}
        />
        {interprets && (
          <TextField
            label={t('screening.interpreterLanguage')}
            value={interpreter.language ?? ''}
            onChange={(language) => {
              const { language: _before, ...rest } = interpreter;
              onChange({ ...rest, ...(language.trim() !== '' && { language: language.trimStart().slice(0, 40) }) });
            }}
          />
        )}
      </Columns>
      {interprets && (
        <CheckboxField
          label={t('screening.interpreterCleared')}
          help={t('screening.interpreterClearedHelp')}
          checked={interpreter.cleared ?? false}
          onChange={(cleared) => onChange({ ...interpreter, cleared })}
        />
      )}
    </Stack>
  );
}

type ChangeInterpreterProps = {
  interview: Interview;
  onChange: (change: (before: Interview) => Interview) => void;
  onDone: () => void;
};

/** Another interpreter takes over midway; who it was until then, and when, stays on record. */
export function ChangeInterpreter({ interview, onChange, onDone }: ChangeInterpreterProps) {
  const t = useT();
  const [next, setNext] = useState<Interpreter | null>(null);
  const now = interview.interpreter;
  const change = (): void => {
    onChange(interpretedBy(next));
    onDone();
  };
  return (
    <Narrow>
      <Section title={t('screening.interpreterChange')} lead={t('screening.interpreterChangeText')}>
        <Form onSubmit={change} label={t('screening.interpreterChange')}>
          <Stack>
            <Text quiet>
              {now === null
                ? t('screening.interpreterNone')
                : t('screening.interpreterUntilNow', {
                    kind: t(`code.screeningInterpreter.${now.kind}`),
                    language: now.language ?? '–',
                  })}
            </Text>
            <InterpreterFields interpreter={next} onChange={setNext} />
            <Row>
              <Button tone="primary" submit>
                {t('screening.interpreterTakesOver')}
              </Button>
              <Button tone="quiet" onClick={onDone}>
                {t('dialog.cancel')}
              </Button>
            </Row>
          </Stack>
        </Form>
      </Section>
    </Narrow>
  );
}
