import { useState } from 'react';
import { Button } from '../../../kit/actions.tsx';
import { CodeField, SelectField } from '../../../kit/choices.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Columns, Row, Stack } from '../../../kit/layout.tsx';
import { statisticFields, statisticUnits, type StatisticField } from '../schema.ts';
import { useFieldWords } from './fieldWords.ts';
import type { Question } from './question.ts';

type CountFormProps = { question: Question; onChange: (question: Question) => void };
const none = 'NONE';

/** What to count, by which fields, and under which conditions. */
export function CountForm({ question, onChange }: CountFormProps) {
  const t = useT();
  const { by, unit } = question;
  const fields = statisticFields.map((field) => ({ value: field, label: t(`code.statField.${field}`) }));
  const find = (name: string | null): StatisticField | undefined => statisticFields.find((known) => known === name);
  const [first, second] = by;

  return (
    <Stack>
      <Columns>
        <SelectField
          label={t('statistics.unit')}
          options={statisticUnits.map((known) => ({ value: known, label: t(`code.statUnit.${known}`) }))}
          value={unit}
          onChange={(chosen) =>
            onChange({ ...question, unit: statisticUnits.find((known) => known === chosen) ?? 'victims' })
          }
        />
        <SelectField
          label={t('statistics.by')}
          options={fields}
          value={first ?? null}
          onChange={(chosen) => {
            const field = find(chosen);
            if (field !== undefined)
              onChange({ ...question, by: [field, ...(second && second !== field ? [second] : [])] });
          }}
        />
        <SelectField
          label={t('statistics.andBy')}
          options={[
            { value: none, label: t('statistics.nothingElse') },
            ...fields.filter(({ value }) => value !== first),
          ]}
          value={second ?? none}
          onChange={(chosen) => {
            const field = find(chosen);
            if (first !== undefined) onChange({ ...question, by: field === undefined ? [first] : [first, field] });
          }}
        />
      </Columns>
      <Conditions question={question} onChange={onChange} />
    </Stack>
  );
}

function Conditions({ question, onChange }: CountFormProps) {
  const t = useT();
  const words = useFieldWords();
  const [field, setField] = useState<StatisticField | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const options = field === null ? null : words.options(field);

  function add(): void {
    if (field === null || code === null || code.trim() === '') return;
    onChange({ ...question, where: [...question.where, { field, code: code.trim() }] });
    setField(null);
    setCode(null);
  }

  return (
    <Stack gap="sm">
      <Row align="end">
        <SelectField
          label={t('statistics.where')}
          placeholder={t('statistics.anything')}
          options={statisticFields
            .filter((known) => known !== 'corridor')
            .map((known) => ({ value: known, label: t(`code.statField.${known}`) }))}
          value={field}
          onChange={(chosen) => {
            setField(statisticFields.find((known) => known === chosen) ?? null);
            setCode(null);
          }}
        />
        {field !== null && options !== null && (
          <CodeField label={t('statistics.is')} options={options} hideCodes value={code} onChange={setCode} />
        )}
        {field !== null && options === null && (
          <TextField label={t('statistics.is')} value={code ?? ''} onChange={setCode} />
        )}
        {field !== null && (
          <Button icon="add" disabled={code === null || code === ''} onClick={add}>
            {t('statistics.narrow')}
          </Button>
        )}
      </Row>
      {question.where.length > 0 && (
        <Row>
          {question.where.map((condition, index) => (
            <Button
              key={`${condition.field} ${condition.code}`}
              small
              icon="close"
              iconAtEnd
              onClick={() => onChange({ ...question, where: question.where.filter((_, place) => place !== index) })}
            >
              {t('statistics.condition', {
                field: t(`code.statField.${condition.field}`),
                code: words.label(condition.field, condition.code),
              })}
            </Button>
          ))}
        </Row>
      )}
    </Stack>
  );
}
