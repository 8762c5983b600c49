import { useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button, IconButton } from '../../../kit/actions.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { RecordFields } from '../../../kit/recordFields.tsx';
import { RecordList } from '../../../kit/RecordList.tsx';
import type { RecordValues } from '../../../kit/recordSpecs.ts';
import { EmptyState } from '../../../kit/states.tsx';
import type { FormField, FormVersion } from '../schema.ts';
import { FieldDialog } from './FieldDialog.tsx';
import { specOf } from './specs.ts';

type Editing = { at: number; field: FormField | null };

/** One form: its fields in order, as they will be asked, and its earlier versions. Nothing is kept until it is saved. */
export function FormEditor({ form }: { form: FormVersion }) {
  const t = useT();
  const [fields, setFields] = useState<readonly FormField[]>(form.fields);
  const [editing, setEditing] = useState<Editing | null>(null);
  const versions = useAction('forms.versions', { target: form.target });
  const known = versions.data?.versions.flatMap((version) => version.fields) ?? [];
  const { run, busy, problem } = useRun('forms.change');
  const changed = JSON.stringify(fields) !== JSON.stringify(form.fields);
  const move = (at: number, by: number): void => setFields(moved(fields, at, by));

  async function save(): Promise<void> {
    const done = await run({ target: form.target, fields: [...fields] }, { version: form.number });
    if (done !== undefined) notify('good', t('forms.saved', { number: done.number }));
  }

  return (
    <Stack>
      <Section
        title={t(`code.formTarget.${form.target}`)}
        lead={form.number === 0 ? t('forms.noneYet') : t('forms.version', { number: form.number })}
        actions={
          <Button icon="add" onClick={() => setEditing({ at: fields.length, field: null })}>
            {t('forms.addField')}
          </Button>
        }
      >
        <Stack>
          <ProblemMessage problem={problem} />
          {fields.length === 0 ? (
            <EmptyState icon="forms" title={t('forms.none')}>
              {t('forms.noneText')}
            </EmptyState>
          ) : (
            <RecordList
              label={t('forms.fields')}
              items={fields.map((field, at) => ({
                key: field.key,
                title: <Foreign>{field.label}</Foreign>,
                badges: (
                  <>
                    <Badge>{t(`code.fieldType.${field.type}`)}</Badge>
                    <Badge tone="info">{t(`dataClass.${field.dataClass}`)}</Badge>
                  </>
                ),
                text: field.help,
                actions: (
                  <>
                    <IconButton
                      icon="ascending"
                      label={t('forms.up', { field: field.label })}
                      disabled={at === 0}
                      onClick={() => move(at, -1)}
                    />
                    <IconButton
                      icon="descending"
                      label={t('forms.down', { field: field.label })}
                      disabled={at === fields.length - 1}
                      onClick={() => move(at, 1)}
                    />
                    <Button small icon="edit" onClick={() => setEditing({ at, field })}>
                      {t('record.change')}
                    </Button>
                    <Button small icon="remove" onClick={() => setFields(fields.filter((one) => one !== field))}>
                      {t('forms.leaveOut')}
                    </Button>
                  </>
                ),
              }))}
            />
          )}
          <Row>
            <Button tone="primary" busy={busy} disabled={!changed} onClick={() => void save()}>
              {t('forms.save', { number: form.number + 1 })}
            </Button>
            {changed && <Button onClick={() => setFields(form.fields)}>{t('forms.discard')}</Button>}
          </Row>
        </Stack>
      </Section>
      {fields.length > 0 && <Preview fields={fields} />}
      <Versions versions={versions.data?.versions ?? []} />
      {editing && (
        <FieldDialog
          field={editing.field}
          taken={[...fields, ...known].map(({ key }) => key)}
          fixed={known.some(({ key }) => key === editing.field?.key)}
          onClose={() => setEditing(null)}
          onSave={(field) => {
            setFields(fields.toSpliced(editing.at, editing.field === null ? 0 : 1, field));
            setEditing(null);
          }}
        />
      )}
    </Stack>
  );
}

/** The list with one entry moved up or down. */
function moved(fields: readonly FormField[], at: number, by: number): readonly FormField[] {
  const [field] = fields.slice(at, at + 1);
  return field === undefined ? fields : fields.toSpliced(at, 1).toSpliced(at + by, 0, field);
}

function Preview({ fields }: { fields: readonly FormField[] }) {
  const t = useT();
  const [values, setValues] = useState<RecordValues>({});
  return (
    <Section title={t('forms.preview')} lead={t('forms.previewText')}>
      <RecordFields specs={fields.map(specOf)} values={values} onChange={(part) => setValues({ ...values, ...part })} />
    </Section>
  );
}

function Versions({ versions }: { versions: readonly FormVersion[] }) {
  const t = useT();
  const { dateTime, list } = useFormats();
  if (versions.length === 0) return null;
  return (
    <Section title={t('forms.versions')} lead={t('forms.versionsText')}>
      <RecordList
        label={t('forms.versions')}
        items={versions.map(({ number, createdAt, createdByName, fields }) => ({
          key: String(number),
          title: t('forms.version', { number }),
          text: [createdAt === null ? '' : dateTime(createdAt), createdByName ?? ''].filter(Boolean).join(' · '),
          children: <Text quiet>{fields.length === 0 ? t('forms.none') : list(fields.map(({ label }) => label))}</Text>,
        }))}
      />
    </Section>
  );
}
