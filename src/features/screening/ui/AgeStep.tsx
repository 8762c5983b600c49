import { useState } from 'react';
import { Button } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { useCountryOptions } from '../../../kit/countryOptions.ts';
import { DateField } from '../../../kit/DateField.tsx';
import { CodeField } from '../../../kit/choices.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Columns, Form, Row, Section } from '../../../kit/layout.tsx';
import { NumberField } from '../../../kit/NumberField.tsx';
import { spanOf } from '../../../kit/dateSpan.ts';
import { Message } from '../../../kit/states.tsx';
import { ageView, type AgeKnown } from '../rules.ts';
import type { StepProps } from './BlockedSteps.tsx';

const documents = ['passport', 'identity-card', 'birth-certificate', 'other'] as const;

interface Said {
  min: number | null;
  max: number | null;
  born: string;
  document: string | null;
  appearance: string | null;
  settledBy: string;
  settledGrounds: string;
  settledAs: string | null;
}

/** What was said, in the shape that is kept: each source apart, none over another. */
function ageFrom(said: Said, before: AgeKnown): AgeKnown {
  const born = spanOf(said.born);
  const { min, max, appearance } = said;
  const low = min ?? max;
  return {
    ...before,
    ...(low !== null && { claimed: { min: low, max: max ?? low } }),
    ...(born.from !== null &&
      said.document !== null && {
        documented: { bornFrom: born.from, bornTo: born.to ?? born.from, document: said.document },
      }),
    ...(appearance !== null && { appearance: appearance as NonNullable<AgeKnown['appearance']> }),
    ...(said.settledAs !== null &&
      said.settledBy.trim() !== '' &&
      said.settledGrounds.trim() !== '' && {
        settled: {
          as: said.settledAs as 'child' | 'adult',
          by: said.settledBy.trim(),
          grounds: said.settledGrounds.trim(),
          on: new Date().toISOString().slice(0, 10),
        },
      }),
  };
}

/** The age as the person says, as papers say, as it looks. In doubt the person is a child. */
export function AgeStep({ interview, onChange, onDone }: StepProps & { onDone: () => void }) {
  const t = useT();
  const countries = useCountryOptions();
  const { age } = interview;
  const [said, setSaid] = useState<Said>({
    min: age.claimed?.min ?? null,
    max: age.claimed && age.claimed.max !== age.claimed.min ? age.claimed.max : null,
    born: age.documented?.bornFrom ?? '',
    document: age.documented?.document ?? null,
    appearance: age.appearance ?? null,
    settledBy: '',
    settledGrounds: '',
    settledAs: null,
  });
  const [citizenship, setCitizenship] = useState(interview.citizenship ?? null);
  const change = (part: Partial<Said>): void => setSaid({ ...said, ...part });
  const known = ageFrom(said, age);
  const view = ageView(known, interview.startedAt.slice(0, 10));
  const wrong = said.min !== null && said.max !== null && said.max < said.min;
  const keep = (): void => {
    onChange((before) => ({ ...before, age: known, ...(citizenship !== null && { citizenship }) }));
    onDone();
  };
  return (
    <Section title={t('screening.age')} lead={t('screening.ageText')}>
      <Form onSubmit={keep} label={t('screening.age')}>
        <Columns>
          <NumberField
            label={t('screening.ageClaimed')}
            value={said.min}
            min={0}
            max={120}
            onChange={(min) => change({ min })}
          />
          <NumberField
            label={t('screening.ageClaimedTo')}
            value={said.max}
            min={0}
            max={120}
            onChange={(max) => change({ max })}
            error={wrong ? t('screening.ageOrder') : undefined}
          />
          <SelectField
            label={t('screening.ageLooks')}
            clearable
            options={(['adult', 'perhaps-child'] as const).map((value) => ({
              value,
              label: t(`code.screeningLooks.${value}`),
            }))}
            value={said.appearance}
            onChange={(appearance) => change({ appearance })}
          />
          <CodeField
            label={t('screening.citizenship')}
            options={countries}
            value={citizenship}
            onChange={setCitizenship}
          />
        </Columns>
        <Columns>
          <DateField label={t('screening.ageBorn')} partial value={said.born} onChange={(born) => change({ born })} />
          <SelectField
            label={t('screening.ageDocument')}
            clearable
            options={documents.map((value) => ({ value, label: t(`code.screeningDocument.${value}`) }))}
            value={said.document}
            onChange={(document) => change({ document })}
          />
        </Columns>
        {view.treatAs !== 'unknown' && (
          <Message
            tone={view.treatAs === 'child' ? 'attention' : 'info'}
            title={t(view.doubt ? 'screening.ageDoubt' : `code.screeningTreatAs.${view.treatAs}`)}
            live
          />
        )}
        {view.doubt && (
          <Columns>
            <SelectField
              label={t('screening.ageSettled')}
              clearable
              options={(['child', 'adult'] as const).map((value) => ({
                value,
                label: t(`code.screeningTreatAs.${value}`),
              }))}
              value={said.settledAs}
              onChange={(settledAs) => change({ settledAs })}
            />
            <TextField
              label={t('screening.ageSettledBy')}
              value={said.settledBy}
              onChange={(settledBy) => change({ settledBy })}
            />
            <TextField
              label={t('screening.ageGrounds')}
              value={said.settledGrounds}
              onChange={(settledGrounds) => change({ settledGrounds })}
            />
          </Columns>
        )}
        <Row>
          <Button tone="primary" submit disabled={view.treatAs === 'unknown' || wrong}>
            {t('screening.goOn')}
          </Button>
        </Row>
      </Form>
    </Section>
  );
}
