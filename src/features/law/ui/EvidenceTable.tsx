import type { ActionTypes } from '../../../client/index.ts';
import { SelectField } from '../../../kit/choices.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { useLanguage, useT } from '../../../kit/i18n.ts';
import { Section, Stack } from '../../../kit/layout.tsx';
import type { Reason } from '../rules.ts';
import type { Workbench } from './LegalTab.tsx';
import { readable } from './words.ts';

export type EvidenceOf = NonNullable<ActionTypes['law.assess']['input']['evidence']>[number];

type EvidenceTableProps = {
  reasons: readonly Reason[];
  sources: Workbench['sources'];
  evidence: readonly EvidenceOf[];
  /** Null when it is only read. */
  onChange: ((evidence: EvidenceOf[]) => void) | null;
};

type Row = Reason['steps'][number];

/** The elements as a table: how each stands, on which facts, and by which record, document or statement. */
export function EvidenceTable({ reasons, sources, evidence, onChange }: EvidenceTableProps) {
  const t = useT();
  const { word } = useCodeWords();
  const language = useLanguage() === 'id' ? 'id' : 'en';
  const steps = reasons.filter(({ kind }) => kind !== 'bar').flatMap((reason) => reason.steps);
  const rows = [...new Map(steps.map((step) => [step.element, step])).values()];
  const of = (element: string): EvidenceOf | undefined => evidence.find((one) => one.element === element);
  const change = (element: string, part: Partial<EvidenceOf>): void => {
    const kept = evidence.filter((one) => one.element !== element);
    onChange?.([...kept, { ...(of(element) ?? { element, kind: 'statement' }), ...part }]);
  };
  const options = sources.map(({ id, type, on }) => ({
    value: id,
    label: [word('event-types', type), on].filter(Boolean).join(' · '),
  }));
  const columns: Column<Row>[] = [
    {
      key: 'element',
      header: t('law.element'),
      cell: ({ element, text }) => <span dir="auto">{text[language].split(': ')[0] ?? readable(element)}</span>,
    },
    {
      key: 'status',
      header: t('law.status'),
      cell: ({ status }) => (
        <Badge tone={status === true ? 'good' : status === 'open' ? 'attention' : 'neutral'}>
          {t(`code.lawStatus.${String(status)}`)}
        </Badge>
      ),
    },
    {
      key: 'facts',
      header: t('law.factsBehind'),
      cell: ({ text }) => <span dir="auto">{/\((.*)\)/.exec(text[language])?.[1] ?? ''}</span>,
    },
    {
      key: 'evidence',
      header: t('law.evidence'),
      cell: ({ element }) =>
        onChange ? (
          <Stack gap="sm">
            <SelectField
              label={t('law.evidenceRecord')}
              options={options}
              value={of(element)?.id ?? null}
              onChange={(id) => change(element, { kind: id ? 'event' : 'statement', id })}
              clearable
            />
            <TextField
              label={t('law.evidenceRemark')}
              value={of(element)?.remark ?? ''}
              onChange={(remark) => change(element, { remark })}
            />
          </Stack>
        ) : (
          (of(element)?.remark ?? '')
        ),
    },
  ];
  return (
    <Section title={t('law.elements')}>
      <DataTable
        caption={t('law.elements')}
        captionHidden
        columns={columns}
        rows={rows}
        rowKey={({ element }) => element}
      />
    </Section>
  );
}
