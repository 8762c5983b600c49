import { useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DataTable } from '../../../kit/DataTable.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { FormDialog } from '../../../kit/FormDialog.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Foreign, Section, Stack, Text } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { NumberField } from '../../../kit/NumberField.tsx';
import { fieldProblem, Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { retentionAges, RETENTION_GRACE_DAYS, retentionClasses } from '../../../words/retention.ts';
import type { PeriodRow, RetentionCount, RetentionPreview } from '../schema.ts';

/** How long each kind of case is kept, what that rests on, and how many stand under it; set here by who keeps the records. */
export function RetentionPeriods({ counts }: { counts: readonly RetentionCount[] }) {
  const t = useT();
  const words = useCodeWords();
  const { number, date } = useFormats();
  const list = useAction('retention.periods', {});
  const [chosen, setChosen] = useState<PeriodRow | null>(null);
  const of = (code: string): RetentionCount | undefined => counts.find(({ retentionClass }) => retentionClass === code);
  return (
    <Section title={t('retention.rules')} lead={t('retention.rulesText')}>
      <Loaded of={list}>
        {({ periods }) => (
          <Stack gap="sm">
            <DataTable
              caption={t('retention.rules')}
              captionHidden
              columns={[
                {
                  key: 'kind',
                  header: t('code.field.retentionClass'),
                  cell: ({ retentionClass }) => words.word('retention', retentionClass),
                },
                {
                  key: 'time',
                  header: t('retention.time'),
                  cell: ({ yearsAfterClosing, untilAge }) =>
                    untilAge === null
                      ? t('retention.years', { count: yearsAfterClosing })
                      : t('retention.yearsOrAge', { count: yearsAfterClosing, age: untilAge }),
                },
                {
                  key: 'basis',
                  header: t('retention.basis'),
                  cell: ({ law, reason, setAt, setByName }) =>
                    law === null ? (
                      t('retention.house')
                    ) : (
                      <>
                        <Foreign>{law}</Foreign>
                        <Text quiet>
                          <Foreign>{reason ?? ''}</Foreign>
                        </Text>
                        <Text quiet>{t('retention.setBy', { name: setByName ?? '–', when: date(setAt ?? '') })}</Text>
                      </>
                    ),
                },
                ...(['closed', 'due', 'soon', 'held'] as const).map((count) => ({
                  key: count,
                  header: t(`code.retentionCount.${count}`),
                  numeric: true,
                  cell: ({ retentionClass }: PeriodRow) => number(of(retentionClass)?.[count] ?? 0),
                })),
                {
                  key: 'act',
                  header: t('table.acts'),
                  cell: (row) => (
                    <Button small onClick={() => setChosen(row)}>
                      {t('retention.set')}
                    </Button>
                  ),
                },
              ]}
              rows={periods}
              rowKey={({ retentionClass }) => retentionClass}
            />
            <Text quiet>{t('retention.law')}</Text>
          </Stack>
        )}
      </Loaded>
      {chosen && <PeriodDialog period={chosen} onClose={() => setChosen(null)} />}
    </Section>
  );
}

/** Sets one period: what it rests on and why are asked, and what it would make fall due is shown before it is saved. */
function PeriodDialog({ period, onClose }: { period: PeriodRow; onClose: () => void }) {
  const t = useT();
  const words = useCodeWords();
  const { retentionClass } = period;
  const rule = retentionClasses.find(({ code }) => code === retentionClass) ?? retentionClasses[0];
  const [years, setYears] = useState<number | null>(period.yearsAfterClosing);
  const [age, setAge] = useState<number | null>(period.untilAge);
  const [law, setLaw] = useState(period.law ?? '');
  const [reason, setReason] = useState('');
  const { run, busy, problem } = useRun('retention.set-period', ['retention', 'cases']);
  const isWithin = years !== null && years >= rule.least && years <= rule.most;
  const isAged = rule.untilAge === null || (age !== null && age >= retentionAges.least && age <= retentionAges.most);
  const isOther = years !== period.yearsAfterClosing || age !== period.untilAge;
  const asked = { retentionClass, yearsAfterClosing: years ?? 0, untilAge: age };
  const preview = useAction('retention.preview', asked, { enabled: isWithin && isAged && isOther, keep: true });

  async function save(): Promise<void> {
    const saved = await run({ ...asked, law, reason }, { version: period.version });
    if (saved === undefined) return;
    notify('good', t('retention.periodSet', { count: saved.changed }));
    onClose();
  }

  return (
    <FormDialog
      title={t('retention.setTitle', { kind: words.word('retention', retentionClass) })}
      onClose={onClose}
      onSubmit={() => void save()}
      submitLabel={t('record.save')}
      ready={isWithin && isAged && law.trim().length >= 3 && reason.trim().length >= 3}
      busy={busy}
      wide
    >
      <ProblemMessage problem={problem} shownFields={['yearsAfterClosing', 'untilAge']} />
      <Columns>
        <NumberField
          label={t('retention.yearsField')}
          help={t('retention.yearsHelp', { least: rule.least, most: rule.most })}
          required
          min={rule.least}
          max={rule.most}
          value={years}
          onChange={setYears}
          error={fieldProblem(problem, 'yearsAfterClosing')}
        />
        {rule.untilAge !== null && (
          <NumberField
            label={t('retention.ageField')}
            help={t('retention.ageHelp', retentionAges)}
            required
            min={retentionAges.least}
            max={retentionAges.most}
            value={age}
            onChange={setAge}
            error={fieldProblem(problem, 'untilAge')}
          />
        )}
      </Columns>
      <TextField label={t('retention.lawField')} help={t('retention.lawHelp')} required value={law} onChange={setLaw} />
      <TextField
        label={t('retention.reasonField')}
        help={t('retention.reasonHelp')}
        required
        value={reason}
        onChange={setReason}
      />
      {isWithin && isAged && isOther ? (
        <Loaded of={preview}>{(found) => <Preview found={found} />}</Loaded>
      ) : (
        <Text quiet>{t('retention.previewLater')}</Text>
      )}
    </FormDialog>
  );
}

/** Who and when, in counts: what falls due by the new period beside what did by the old. */
function Preview({ found }: { found: RetentionPreview }) {
  const t = useT();
  const { number } = useFormats();
  if (found.years.length === 0) return <Text>{t('retention.noneClosed')}</Text>;
  return (
    <Stack gap="sm">
      <Text>
        {t('retention.previewDue', { before: number(found.dueBefore), after: number(found.dueAfter) })}{' '}
        {t('retention.grace', { count: RETENTION_GRACE_DAYS })}
      </Text>
      <Columns>
        <DataTable
          caption={t('retention.byYear')}
          columns={[
            { key: 'year', header: t('retention.year'), cell: ({ year }) => String(year) },
            { key: 'before', header: t('retention.now'), numeric: true, cell: ({ before }) => number(before) },
            { key: 'after', header: t('retention.then'), numeric: true, cell: ({ after }) => number(after) },
          ]}
          rows={found.years}
          rowKey={({ year }) => String(year)}
        />
        <DataTable
          caption={t('retention.byUnit')}
          columns={[
            {
              key: 'unit',
              header: t('retention.unit'),
              cell: ({ unitName }) => (unitName === null ? t('retention.noUnit') : <Foreign>{unitName}</Foreign>),
            },
            {
              key: 'cases',
              header: t('code.retentionCount.closed'),
              numeric: true,
              cell: ({ cases }) => number(cases),
            },
            { key: 'due', header: t('retention.dueThen'), numeric: true, cell: ({ dueAfter }) => number(dueAfter) },
          ]}
          rows={found.units}
          rowKey={({ unitName }) => unitName ?? ''}
        />
      </Columns>
    </Stack>
  );
}
