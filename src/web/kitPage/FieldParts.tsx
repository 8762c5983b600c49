import { NumberField } from '../../kit/NumberField.tsx';
import { useState } from 'react';
import { Button } from '../../kit/actions.tsx';
import { AnswerField, CodeField, MultiSelectField, SelectField, type Answer } from '../../kit/choices.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { CheckboxField, PasswordField, TextAreaField, TextField } from '../../kit/fields.tsx';
import { useT } from '../../kit/i18n.ts';
import { Columns, Form, Row, Section, Stack } from '../../kit/layout.tsx';
import { notify } from '../../kit/notify.ts';

/** Fields in their states. */
export function FieldParts() {
  const t = useT();
  const [text, setText] = useState('');
  const [secret, setSecret] = useState('');
  const [age, setAge] = useState<number | null>(17);
  const [code, setCode] = useState<string | null>('IDN');
  const [codes, setCodes] = useState<string[]>(['MYS']);
  const [whole, setWhole] = useState('2015-03-09');
  const [partial, setPartial] = useState('2015-03');
  const [answer, setAnswer] = useState<Answer>('not-asked');
  const [agreed, setAgreed] = useState(false);
  const countries = [
    { value: 'IDN', label: t('kit.indonesia') },
    { value: 'MYS', label: t('kit.malaysia') },
    { value: 'PAK', label: t('kit.pakistan') },
  ];
  return (
    <Section title={t('kit.fields')}>
      <Form onSubmit={() => notify('good', t('kit.saved'))} label={t('kit.fields')}>
        <Columns>
          <TextField label={t('kit.text')} help={t('kit.help')} value={text} onChange={setText} required />
          <TextField
            label={t('kit.wrong')}
            help={t('kit.help')}
            error={t('kit.wrongText')}
            value={text}
            onChange={setText}
          />
          <TextField
            label={t('kit.disabled')}
            help={t('kit.help')}
            value={t('kit.disabled')}
            onChange={setText}
            disabled
          />
          <PasswordField label={t('kit.password')} value={secret} onChange={setSecret} />
          <NumberField label={t('kit.number')} value={age} onChange={setAge} min={0} max={120} />
          <SelectField label={t('kit.select')} options={countries} value={code} onChange={setCode} />
          <CodeField label={t('kit.code')} options={countries} value={code} onChange={setCode} />
          <MultiSelectField label={t('kit.codes')} options={countries} value={codes} onChange={setCodes} />
          <DateField label={t('kit.date')} value={whole} onChange={setWhole} />
          <DateField label={t('kit.partialDate')} value={partial} onChange={setPartial} partial />
        </Columns>
        <Stack>
          <AnswerField label={t('kit.answer')} help={t('kit.answerHelp')} value={answer} onChange={setAnswer} />
          <TextAreaField label={t('kit.textArea')} value={text} onChange={setText} />
          <CheckboxField label={t('kit.checkbox')} help={t('kit.help')} checked={agreed} onChange={setAgreed} />
        </Stack>
        <Row>
          <Button submit tone="primary">
            {t('kit.save')}
          </Button>
          <Button icon="add">{t('kit.secondary')}</Button>
          <Button tone="quiet">{t('kit.quiet')}</Button>
          <Button tone="danger" icon="remove">
            {t('kit.danger')}
          </Button>
          <Button disabled>{t('kit.disabled')}</Button>
          <Button busy>{t('kit.save')}</Button>
        </Row>
      </Form>
    </Section>
  );
}
