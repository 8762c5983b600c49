import { useState } from 'react';
import { Button } from './actions.tsx';
import { useFormats, useT } from './i18n.ts';
import { Row, Stack } from './layout.tsx';
import { useWriteField } from './recordFacts.ts';
import { fieldsOf, type FieldSpec, type RecordValues } from './recordSpecs.ts';
import { SidesChoice } from './SidesChoice.tsx';
import { Message } from './states.tsx';

type ConflictChoiceProps = {
  specs: readonly FieldSpec[];
  /** What this reader wants to save. */
  mine: RecordValues;
  /** What somebody else saved meanwhile. */
  theirs: RecordValues;
  /** What both began with, where it is known. */
  before?: RecordValues;
  savedBy: string | null;
  savedAt: string | null;
  busy: boolean;
  /** Saves the fields in which the reader's own words are to hold; none when the saved ones hold everywhere. */
  onDecide: (fields: RecordValues) => void;
};

/** Two people changed the same record: both versions field by field, and whose words hold in each. */
export function ConflictChoice({ specs, mine, theirs, before, savedBy, savedAt, busy, onDecide }: ConflictChoiceProps) {
  const t = useT();
  const { dateTime } = useFormats();
  const write = useWriteField();
  const [own, setOwn] = useState<Readonly<Record<string, boolean>>>({});
  const rows = specs
    .filter((spec) => fieldsOf(spec).some((name) => name in mine))
    .map((spec) => ({
      spec,
      mine: write(spec, { ...theirs, ...mine }) ?? t('conflict.empty'),
      theirs: write(spec, theirs) ?? t('conflict.empty'),
      before: before === undefined ? null : (write(spec, before) ?? t('conflict.empty')),
      isLeftAlone: before !== undefined && write(spec, theirs) === write(spec, before),
    }));
  // What only this reader changed is theirs to keep, unless they say otherwise.
  const isOwn = ({ spec, isLeftAlone }: (typeof rows)[number]): boolean => own[spec.name] ?? isLeftAlone;
  const isChosen = ({ spec, isLeftAlone }: (typeof rows)[number]): boolean => isLeftAlone || spec.name in own;
  const isDecided = rows.every(isChosen);

  function decide(): void {
    const kept = rows.filter(isOwn).flatMap(({ spec }) => fieldsOf(spec));
    onDecide(Object.fromEntries(Object.entries(mine).filter(([name]) => kept.includes(name))));
  }

  return (
    <Stack>
      <Message tone="attention" live title={t('problem.conflict')}>
        {t('conflict.who', {
          name: savedBy ?? t('conflict.somebody'),
          when: savedAt === null ? '' : dateTime(savedAt),
        })}{' '}
        {t('conflict.nothingLost')}
      </Message>
      <SidesChoice
        rows={rows.map((row) => ({
          key: row.spec.name,
          label: row.spec.label ?? t(`code.field.${row.spec.name}`),
          before: row.before,
          mine: row.mine,
          theirs: row.theirs,
          isMine: isChosen(row) ? isOwn(row) : null,
        }))}
        onChoose={(name, isMine) => setOwn({ ...own, [name]: isMine })}
      />
      <Row>
        <Button tone="primary" busy={busy} disabled={!isDecided} onClick={decide}>
          {t('conflict.decide')}
        </Button>
      </Row>
    </Stack>
  );
}
