import { useState } from 'react';
import { Button } from '../../../kit/actions.tsx';
import { CodeField, SelectField } from '../../../kit/choices.tsx';
import { CheckboxField, TextField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Columns, Row, Stack } from '../../../kit/layout.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { statisticFields, statisticUnits, type StatisticField } from '../schema.ts';
import { useFieldWords } from './fieldWords.ts';
import { chartKinds, chartsFor, type Question } from './question.ts';

type CountFormProps = { question: Question; onChange: (question: Question) => void };
const none = 'NONE';

/** The questions asked most, each one press away. */
const usual: readonly (readonly StatisticField[])[] = [
  ['registrationYear'],
  ['form'],
  ['registrationYear', 'sex'],
  ['ageSpan', 'sex'],
  ['citizenship'],
  ['countryOfExploitation'],
  ['corridor'],
];

/** What to count, by which fields, under which conditions, and how to draw it. */
export function CountForm({ question, onChange }: CountFormProps) {
  const t = useT();
  const { by, unit } = question;
  const mayInternal = useMay('statistics.internal');
  const fields = statisticFields.map((field) => ({ value: field, label: t(`code.statField.${field}`) }));
  const find = (name: string | null): StatisticField | undefined => statisticFields.find((known) => known === name);
  const [first, second] = by;
  const charts = chartsFor(by);
  const counted = (fieldsNow: readonly StatisticField[]): void => onChange({ ...question, by: fieldsNow, chart: null });

  return (
    <Stack>
      <UsualQuestions by={by} onChoose={counted} />
      <Columns>
        <SelectField
          label={t('statistics.unit')}
          help={t(`code.statUnitHelp.${unit}`)}
          options={statisticUnits.map((known) => ({ value: known, label: t(`code.statUnit.${known}`) }))}
          value={unit}
          onChange={(chosen) =>
            onChange({ ...question, unit: statisticUnits.find((known) => known === chosen) ?? 'victims' })
          }
        />
        <SelectField
          label={t('statistics.by')}
          {...(first && { help: t(`code.statFieldHelp.${first}`) })}
          options={fields}
          value={first ?? null}
          onChange={(chosen) => {
            const field = find(chosen);
            if (field !== undefined) counted([field, ...(second && second !== field ? [second] : [])]);
          }}
        />
        <SelectField
          label={t('statistics.andBy')}
          {...(second && { help: t(`code.statFieldHelp.${second}`) })}
          options={[
            { value: none, label: t('statistics.nothingElse') },
            ...fields.filter(({ value }) => value !== first),
          ]}
          value={second ?? none}
          onChange={(chosen) => {
            const field = find(chosen);
            if (first !== undefined) counted(field === undefined ? [first] : [first, field]);
          }}
        />
        <SelectField
          label={t('statistics.drawnAs')}
          help={t('statistics.drawnAsHelp')}
          options={charts.map((kind) => ({ value: kind, label: t(`code.statChart.${kind}`) }))}
          value={question.chart !== null && charts.includes(question.chart) ? question.chart : (charts[0] ?? null)}
          onChange={(chosen) => onChange({ ...question, chart: chartKinds.find((kind) => kind === chosen) ?? null })}
        />
      </Columns>
      <Conditions question={question} onChange={onChange} />
      {mayInternal && (
        <CheckboxField
          label={t('statistics.internal')}
          help={t('statistics.internalHelp')}
          checked={question.internal}
          onChange={(internal) => onChange({ ...question, internal })}
        />
      )}
    </Stack>
  );
}

function UsualQuestions({
  by,
  onChoose,
}: {
  by: readonly StatisticField[];
  onChoose: (by: readonly StatisticField[]) => void;
}) {
  const t = useT();
  return (
    <Row>
      {usual.map((fields) => (
        <Button
          key={fields.join()}
          small
          tone={fields.join() === by.join() ? 'primary' : 'secondary'}
          onClick={() => onChoose(fields)}
        >
          {fields.map((field) => t(`code.statField.${field}`)).join(' · ')}
        </Button>
      ))}
    </Row>
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
          {...(field !== null && { help: t(`code.statFieldHelp.${field}`) })}
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
