import { useState } from 'react';
import { Button } from './actions.tsx';
import { bothVersions, type BothVersions } from './bothVersions.ts';
import { useFormats, useT } from './i18n.ts';
import { Row, Stack, Text } from './layout.tsx';
import { useWriteField } from './recordFacts.ts';
import { RecordFields } from './recordFields.tsx';
import { fieldsOf, type FieldSpec, type RecordValues } from './recordSpecs.ts';
import { SidesChoice, type Side } from './SidesChoice.tsx';
import { Message } from './states.tsx';

/** Who saved a version, as far as it is known. */
export type Saver = { id?: string | null; name?: string | null };

type ConflictChoiceProps = {
  specs: readonly FieldSpec[];
  /** What this reader wants to save. */
  mine: RecordValues;
  /** What somebody else saved meanwhile. */
  theirs: RecordValues;
  /** What both began with, where it is known. */
  before?: RecordValues;
  /** This reader, for the words that both wrote in one place; the other version may be theirs too. */
  writer: Saver | null;
  savedBy: Saver | null;
  savedAt: string | null;
  busy: boolean;
  /** Saves the fields in which the saved words are not to hold as they are; none when they hold everywhere. */
  onDecide: (fields: RecordValues) => void;
};

/** Two people changed the same record: both versions field by field, and whose words hold in each, or both in one. */
export function ConflictChoice(props: ConflictChoiceProps) {
  const { specs, mine, theirs, before, writer, savedBy, savedAt, busy, onDecide } = props;
  const t = useT();
  const { dateTime } = useFormats();
  const write = useWriteField();
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({});
  const [edited, setEdited] = useState<RecordValues>({});
  const isOwn = typeof writer?.id === 'string' && writer.id === savedBy?.id;
  const mark = {
    mine: t('conflict.mark', { name: isOwn ? t('conflict.here') : (writer?.name ?? t('conflict.mine')) }),
    theirs: t('conflict.mark', { name: isOwn ? t('conflict.elsewhere') : (savedBy?.name ?? t('conflict.somebody')) }),
  };
  const rows = specs
    .filter((spec) => fieldsOf(spec).some((name) => name in mine))
    .map((spec) => {
      const said = { mine: write(spec, { ...theirs, ...mine }), theirs: write(spec, theirs) };
      const was = before === undefined ? null : write(spec, before);
      const isLeftAlone = before !== undefined && said.theirs === was;
      // What only this reader changed is theirs to keep, unless they say otherwise; where both say the same, it holds.
      const start = isLeftAlone ? 'mine' : said.mine === said.theirs ? 'theirs' : null;
      const both = start === null ? bothVersions(spec, { mine, theirs, before }, mark) : null;
      return { spec, said, was, both, side: chosen[spec.name] ?? start };
    });
  const isDecided = rows.every(({ side }) => side !== null);

  function decide(): void {
    const kept = rows.flatMap(({ spec, side, both }): [string, unknown][] => {
      const from: RecordValues = side === 'mine' ? mine : side === 'both' ? { ...both?.fields, ...edited } : {};
      return fieldsOf(spec).flatMap((name): [string, unknown][] => (name in from ? [[name, from[name]]] : []));
    });
    onDecide(Object.fromEntries(kept));
  }

  return (
    <Stack>
      <Message tone="attention" live title={t(isOwn ? 'conflict.own' : 'problem.conflict')}>
        {t('conflict.who', {
          name: savedBy?.name ?? t('conflict.somebody'),
          when: savedAt === null ? '' : dateTime(savedAt),
        })}{' '}
        {t('conflict.nothingLost')}
      </Message>
      <SidesChoice
        rows={rows.map(({ spec, said, was, both, side }) => ({
          key: spec.name,
          label: spec.label ?? t(`code.field.${spec.name}`),
          before: before === undefined ? null : (was ?? t('conflict.empty')),
          mine: said.mine ?? t('conflict.empty'),
          theirs: said.theirs ?? t('conflict.empty'),
          both: both && (
            <Together
              spec={spec}
              both={both}
              values={{ ...both.fields, ...edited }}
              onChange={(part) => setEdited({ ...edited, ...part })}
            />
          ),
          chosen: side,
        }))}
        onChoose={(name, side) => setChosen({ ...chosen, [name]: side })}
      />
      <Row>
        <Button tone="primary" busy={busy} disabled={!isDecided} onClick={decide}>
          {t('conflict.decide')}
        </Button>
      </Row>
    </Stack>
  );
}

const checkWords = { lines: 'conflict.checkLines', answers: 'conflict.checkAnswers' } as const;

type TogetherProps = {
  spec: FieldSpec;
  both: BothVersions;
  values: RecordValues;
  onChange: (part: RecordValues) => void;
};

/** One version that holds what both wrote, to be changed until it reads well. */
function Together({ spec, both, values, onChange }: TogetherProps) {
  const t = useT();
  return (
    <Stack gap="sm">
      {both.check !== null && <Text quiet>{t(checkWords[both.check])}</Text>}
      <RecordFields
        specs={[{ ...spec, label: t('conflict.togetherField', { field: spec.label ?? t(`code.field.${spec.name}`) }) }]}
        values={values}
        onChange={onChange}
      />
    </Stack>
  );
}
