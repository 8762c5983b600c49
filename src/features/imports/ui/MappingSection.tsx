import type { ReactNode } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { CodeField, SelectField, type Option } from '../../../kit/choices.tsx';
import { useCodeWords, type CodeListId } from '../../../kit/codeWords.ts';
import { DataTable } from '../../../kit/DataTable.tsx';
import { DragBoard, DropPlace } from '../../../kit/DragBoard.tsx';
import { DragTray } from '../../../kit/DragTray.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Foreign, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { PlaceField } from '../../../kit/PlaceField.tsx';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { SkipOver } from '../../../kit/SkipOver.tsx';
import { WithHelp } from '../../../kit/WithHelp.tsx';
import type { ActionTypes } from '../../../client/index.ts';
import type { ColumnMapping, ImportView } from '../schema.ts';
import { useListFieldWords } from './listFieldWords.ts';
import { columnsOf, useUnchecked, type Proposal } from './unchecked.ts';

type ListField = ActionTypes['imports.fields']['output']['fields'][number];
const orders = ['day-first', 'month-first', 'year-first'] as const;
const leaveOut = 'LEAVE_OUT';

/** How an agency's own list is read: each column's meaning, and what its values stand for. */
export function MappingSection({ view }: { view: ImportView }) {
  const t = useT();
  const mapping = useAction('imports.mapping', { importId: view.id });
  const fields = useAction('imports.fields', {});
  return (
    <Section title={t('imports.mapping')} lead={t('imports.mappingLead')}>
      <Loaded of={mapping}>
        {(proposal) => (
          <Loaded of={fields}>
            {(known) => (
              // A new check of the file brings a new proposal to begin from.
              <MappingForm key={proposal.version} proposal={proposal} fields={known.fields} />
            )}
          </Loaded>
        )}
      </Loaded>
    </Section>
  );
}

function MappingForm({ proposal, fields }: { proposal: Proposal; fields: readonly ListField[] }) {
  const t = useT();
  const { percent } = useFormats();
  const words = useListFieldWords();
  const unchecked = useUnchecked(proposal.importId);
  const columns = unchecked.columns ?? columnsOf(proposal);
  const { run, busy, problem } = useRun('imports.map');
  const options: readonly Option[] = [
    { value: leaveOut, label: t('imports.mapSkip') },
    ...fields.map(({ id, label }) => ({ value: id, label: words.label(id), keywords: [id, label] })),
  ];
  const change = (column: string, part: Partial<ColumnMapping>): void =>
    unchecked.change({ columns: columns.map((one) => (one.column === column ? { ...one, ...part } : one)) });

  async function check(): Promise<void> {
    const { importId, version } = proposal;
    if (await run({ importId, mapping: unchecked.mappingOf(proposal) }, { version })) unchecked.forget();
  }

  const nameOf = (id: string): string => (fields.some((field) => field.id === id) ? words.label(id) : id);
  const fieldOf = (column: string): string | null => columns.find((one) => one.column === column)?.field ?? null;
  const used = new Set(columns.map(({ field }) => field));
  const place = (field: string, column: string): void => change(column, { field, values: {} });

  return (
    <Stack>
      {proposal.remembered && <Text quiet>{t('imports.mappingRemembered')}</Text>}
      <ProblemMessage problem={problem} />
      <DragBoard nameOf={nameOf} onDrop={place}>
        <Text quiet>{t('imports.mapDrag')}</Text>
        <DragTray
          label={t('imports.mapFields')}
          items={fields.map(({ id }) => ({ id, label: words.label(id), used: used.has(id) }))}
        />
        <DataTable
          caption={t('imports.mapping')}
          captionHidden
          flows
          columns={[
            { key: 'column', header: t('imports.mapColumn'), cell: ({ column }) => <Foreign>{column}</Foreign> },
            {
              key: 'field',
              header: t('imports.mapField'),
              cell: ({ column }) => (
                <DropPlace id={column}>
                  <Explained field={fieldOf(column)}>
                    <CodeField
                      label={t('imports.mapFieldOf', { column })}
                      hideCodes
                      clearable={false}
                      options={options}
                      value={fieldOf(column) ?? leaveOut}
                      onChange={(field) => change(column, { field: field === leaveOut ? null : field, values: {} })}
                    />
                  </Explained>
                </DropPlace>
              ),
            },
            {
              key: 'sure',
              header: t('imports.mapSure'),
              numeric: true,
              // Of another meaning than the proposed one nothing is known until the file is checked with it.
              cell: ({ column, field, confidence }) =>
                field === null || field !== fieldOf(column) ? '–' : percent(confidence),
            },
            {
              key: 'samples',
              header: t('imports.mapSamples'),
              cell: ({ samples }) => <Foreign>{samples.slice(0, 3).join(' · ') || '–'}</Foreign>,
            },
          ]}
          rows={proposal.columns}
          rowKey={({ column }) => column}
        />
      </DragBoard>
      <SkipOver label={t('imports.mapSkipAll')} end={t('imports.mapSkipEnd')}>
        {columns.map((one) => (
          <ColumnDetail
            key={`${one.column} ${one.field ?? ''}`}
            mapping={one}
            counts={proposal.columns.find(({ column }) => column === one.column)?.counts ?? []}
            field={fields.find(({ id }) => id === one.field)}
            onChange={(part) => change(one.column, part)}
          />
        ))}
      </SkipOver>
      <Row>
        <Button tone="primary" busy={busy} onClick={() => void check()}>
          {t('imports.mapSave')}
        </Button>
      </Row>
    </Stack>
  );
}

/** A choice of what a column means, with the sentence that explains what is chosen. */
function Explained({ field, children }: { field: string | null; children: ReactNode }) {
  const t = useT();
  const words = useListFieldWords();
  return (
    <WithHelp
      label={field === null ? '' : t('fieldHelp.about', { field: words.label(field) })}
      parts={field === null ? [] : words.explained(field)}
    >
      {children}
    </WithHelp>
  );
}

type ColumnDetailProps = {
  mapping: ColumnMapping;
  counts: readonly { value: string; count: number }[];
  field: ListField | undefined;
  onChange: (part: Partial<ColumnMapping>) => void;
};

/** What the values of a coded column stand for, and in which order a column of dates is written. */
function ColumnDetail({ mapping, counts, field, onChange }: ColumnDetailProps) {
  const t = useT();
  const words = useCodeWords();
  const { number } = useFormats();
  if (field === undefined) return null;
  const isPlace = ['place', 'country', 'countries'].includes(field.reading);
  const coded = field.list !== null || isPlace;
  const known = new Map(counts.map(({ value, count }) => [value, count]));
  const values = [...new Set([...(coded ? known.keys() : []), ...Object.keys(mapping.values ?? {})])];
  const labelOf = (value: string): string =>
    t('imports.mapValueCount', { value, number: number(known.get(value) ?? 0), count: known.get(value) ?? 0 });
  const say = (value: string, code: string | null): void => {
    const { [value]: _, ...others } = mapping.values ?? {};
    onChange({ values: code === null ? others : { ...others, [value]: code } });
  };
  if (field.reading === 'date' || field.reading === 'birth') {
    return (
      <Section title={t('imports.mapValues', { column: mapping.column })} plain>
        <SelectField
          label={t('imports.mapOrder')}
          help={t('code.fieldHelp.dateOrder')}
          placeholder={t('imports.mapOrderOpen')}
          options={orders.map((order) => ({ value: order, label: t(`code.dateOrder.${order}`) }))}
          value={mapping.dateOrder ?? null}
          onChange={(order) => {
            const dateOrder = orders.find((known) => known === order);
            if (dateOrder !== undefined) onChange({ dateOrder });
          }}
        />
      </Section>
    );
  }
  if (!coded || values.length === 0) return null;
  const skip = t('imports.mapSkipValues', { count: values.length, column: mapping.column });
  return (
    <Section title={t('imports.mapValues', { column: mapping.column })} plain>
      <SkipOver label={skip} end={t('imports.mapSkipEnd')}>
        <Columns>
          {values.map((value) =>
            isPlace ? (
              <PlaceField
                key={value}
                label={labelOf(value)}
                value={mapping.values?.[value] ?? null}
                onChange={(code) => say(value, code)}
              />
            ) : (
              <CodeField
                key={value}
                label={labelOf(value)}
                placeholder={t('imports.mapNoCode')}
                hideCodes
                options={words.options(field.list as CodeListId)}
                value={mapping.values?.[value] ?? null}
                onChange={(code) => say(value, code)}
              />
            ),
          )}
        </Columns>
      </SkipOver>
    </Section>
  );
}
