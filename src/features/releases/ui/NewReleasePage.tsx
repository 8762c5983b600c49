import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { MultiSelectField, SelectField } from '../../../kit/choices.tsx';
import { DateField } from '../../../kit/DateField.tsx';
import { CheckboxField, TextAreaField, TextField } from '../../../kit/fields.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Form, PageHeader, Row, Section, Stack } from '../../../kit/layout.tsx';
import { NumberField } from '../../../kit/NumberField.tsx';
import { Loaded, ProblemMessage, fieldProblem } from '../../../kit/problems.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { statisticUnits } from '../../statistics/schema.ts';
import { lastMonthEnd } from '../../../words/month-ends.ts';
import { basesOffered, epsilonOffered, methodsOffered, thresholdsOffered } from '../rules.ts';
import { releaseFields, releaseMethods, type ReleaseMethod, type ReleaseShown } from '../schema.ts';

/** What to count, how to protect it, and up to which day; or a new version of what is out. */
export function NewReleasePage() {
  const t = useT();
  const [search] = useSearchParams();
  const like = search.get('like');
  const before = useAction('releases.open', { releaseId: like ?? '' }, { enabled: like !== null });
  return (
    <Stack>
      <PageHeader
        title={t('page.releaseNew')}
        lead={t('releases.lead')}
        trail={<TextLink to="/releases">{t('page.releases')}</TextLink>}
      />
      {like === null ? (
        <ReleaseForm before={null} />
      ) : (
        <Loaded of={before}>{(release) => <ReleaseForm before={release} />}</Loaded>
      )}
    </Stack>
  );
}

type Draft = {
  title: string;
  method: ReleaseMethod;
  unit: ReleaseShown['unit'];
  fields: ReleaseShown['fields'];
  cutOff: string;
  threshold: number | null;
  base: number | null;
  epsilon: number | null;
  spare: boolean;
  note: string;
  licence: string;
  citation: string;
  changes: string;
};

const startOf = (before: ReleaseShown | null, isOfficer: boolean): Draft => ({
  title: before?.title ?? '',
  method: before?.method ?? 'suppress',
  unit: before?.unit ?? 'victims',
  fields: before?.fields ?? ['registrationYear', 'sex'],
  cutOff: isOfficer ? today() : lastMonthEnd(today()),
  threshold: before?.settings.threshold ?? 11,
  base: before?.settings.base ?? (isOfficer ? 5 : basesOffered[0]),
  epsilon: before?.settings.epsilon ?? 1,
  spare: false,
  note: before?.note ?? '',
  licence: before?.licence ?? 'CC BY 4.0',
  citation: before?.citation ?? '',
  changes: before?.publishedAt === null ? (before.changes ?? '') : '',
});

const today = (): string => new Date().toISOString().slice(0, 10);

/** Somebody who may open records or see small counts: others choose from what tells of no small one. */
function useIsOfficer(): boolean {
  const seesRecords = useMay('case.read');
  return useMay('statistics.internal') || seesRecords;
}

/** What a release made like this one is a new version of: itself where it is out, else what it was to follow. */
function revisedBy(before: ReleaseShown | null): string | null {
  if (before === null) return null;
  if (before.publishedAt !== null) return before.id;
  return before.seriesId === before.id ? null : before.seriesId;
}

function ReleaseForm({ before }: { before: ReleaseShown | null }) {
  const t = useT();
  const [, navigate] = useLocation();
  const { run, busy, problem } = useRun('releases.build', ['releases', 'privacy-budgets']);
  const isOfficer = useIsOfficer();
  const [draft, setDraft] = useState(() => startOf(before, isOfficer));
  const set = (part: Partial<Draft>): void => setDraft((now) => ({ ...now, ...part }));
  const { method } = draft;
  const revises = revisedBy(before);

  async function build(): Promise<void> {
    const { threshold, base, epsilon, note, changes, ...rest } = draft;
    const made = await run({
      ...rest,
      ...(threshold === null ? {} : { threshold }),
      ...(base === null ? {} : { base }),
      ...(epsilon === null ? {} : { epsilon }),
      ...(note.trim() === '' ? {} : { note }),
      ...(changes.trim() === '' ? {} : { changes }),
      ...(revises === null ? {} : { revises }),
    });
    if (made) navigate(`/releases/${made.id}`);
  }

  return (
    <Section title={t('releases.build')}>
      <Form label={t('page.releaseNew')} onSubmit={() => void build()}>
        <Stack>
          <TextField
            label={t('releases.title')}
            help={t('releases.titleHelp')}
            required
            value={draft.title}
            error={fieldProblem(problem, 'title')}
            onChange={(title) => set({ title })}
          />
          <Columns>
            <SelectField
              label={t('releases.method')}
              options={(isOfficer ? releaseMethods : methodsOffered).map((value) => ({
                value,
                label: t(`code.releaseMethod.${value}`),
              }))}
              value={method}
              onChange={(chosen) => set({ method: releaseMethods.find((one) => one === chosen) ?? 'suppress' })}
            />
            <SelectField
              label={t('releases.unit')}
              options={statisticUnits
                .filter((value) => isOfficer || value !== 'cases')
                .map((value) => ({ value, label: t(`code.statUnit.${value}`) }))}
              value={draft.unit}
              error={fieldProblem(problem, 'unit')}
              onChange={(chosen) => set({ unit: statisticUnits.find((one) => one === chosen) ?? 'victims' })}
            />
            <DateField
              label={t('releases.cutOff')}
              help={t(isOfficer ? 'releases.cutOffHelp' : 'releases.monthEndHelp')}
              value={draft.cutOff}
              error={fieldProblem(problem, 'cutOff')}
              onChange={(cutOff) => set({ cutOff })}
            />
          </Columns>
          <MultiSelectField
            label={t('releases.fields')}
            help={t('releases.fieldsHelp')}
            error={fieldProblem(problem, 'fields')}
            options={releaseFields.map((value) => ({ value, label: t(`code.statField.${value}`) }))}
            value={draft.fields}
            onChange={(chosen) => set({ fields: releaseFields.filter((field) => chosen.includes(field)) })}
          />
          <Settings draft={draft} set={set} problem={problem} isOfficer={isOfficer} />
          {revises !== null && (
            <TextAreaField
              label={t('releases.changes')}
              required
              value={draft.changes}
              error={fieldProblem(problem, 'changes')}
              onChange={(changes) => set({ changes })}
            />
          )}
          <TextAreaField label={t('releases.note')} value={draft.note} onChange={(note) => set({ note })} />
          <Columns>
            <TextField label={t('releases.licence')} value={draft.licence} onChange={(licence) => set({ licence })} />
            <TextField
              label={t('releases.citation')}
              required
              value={draft.citation}
              error={fieldProblem(problem, 'citation')}
              onChange={(citation) => set({ citation })}
            />
          </Columns>
          <ProblemMessage
            problem={problem}
            shownFields={['title', 'unit', 'fields', 'cutOff', 'threshold', 'base', 'epsilon', 'changes', 'citation']}
          />
          <Row>
            <Button submit tone="primary" busy={busy}>
              {t('releases.build')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Section>
  );
}

type SettingsProps = { draft: Draft; set: (part: Partial<Draft>) => void; problem: Error | null; isOfficer: boolean };

function Settings({ draft, set, problem, isOfficer }: SettingsProps) {
  const t = useT();
  const { method } = draft;
  return (
    <Stack gap="sm">
      <Columns>
        {method === 'dp-synthetic' ? (
          <NumberField
            label={t('releases.epsilon')}
            help={t('releases.epsilonHelp')}
            whole={false}
            min={0.1}
            max={isOfficer ? 100 : epsilonOffered.release}
            value={draft.epsilon}
            error={fieldProblem(problem, 'epsilon')}
            onChange={(epsilon) => set({ epsilon })}
          />
        ) : (
          <ChosenNumber
            label={t('releases.threshold')}
            help={t('releases.thresholdHelp')}
            isOfficer={isOfficer}
            offered={thresholdsOffered}
            value={draft.threshold}
            error={fieldProblem(problem, 'threshold')}
            onChange={(threshold) => set({ threshold })}
          />
        )}
        {method === 'round' && (
          <ChosenNumber
            label={t('releases.base')}
            isOfficer={isOfficer}
            offered={basesOffered}
            value={draft.base}
            error={fieldProblem(problem, 'base')}
            onChange={(base) => set({ base })}
          />
        )}
      </Columns>
      {method === 'suppress' && isOfficer && (
        <CheckboxField
          label={t('releases.spare')}
          help={t('releases.spareHelp')}
          checked={draft.spare}
          onChange={(spare) => set({ spare })}
        />
      )}
    </Stack>
  );
}

type ChosenNumberProps = {
  label: string;
  help?: string;
  isOfficer: boolean;
  offered: readonly number[];
  value: number | null;
  error: string | undefined;
  onChange: (value: number | null) => void;
};

/** Any number for who may see small counts, one of those offered for others: so the server takes it. */
function ChosenNumber({ label, help, isOfficer, offered, value, error, onChange }: ChosenNumberProps) {
  const { number } = useFormats();
  const shared = { label, error, ...(help === undefined ? {} : { help }) };
  if (isOfficer) return <NumberField {...shared} min={3} value={value} onChange={onChange} />;
  const choices = offered.includes(value ?? 0) ? offered : [value ?? 0, ...offered].toSorted((a, b) => a - b);
  return (
    <SelectField
      {...shared}
      options={choices.map((one) => ({ value: String(one), label: number(one) }))}
      value={String(value ?? '')}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  );
}
