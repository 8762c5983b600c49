import type { ActionTypes } from '../../../client/index.ts';
import { MultiSelectField } from '../../../kit/choices.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { useFormats, useLanguage, useT } from '../../../kit/i18n.ts';
import { Section, Stack, Text } from '../../../kit/layout.tsx';
import { questionOf } from '../../../words/screening/questions.ts';
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
  const language = useLanguage();
  const label = useSourceLabel();
  const steps = reasons.filter(({ kind }) => kind !== 'bar').flatMap((reason) => reason.steps);
  const rows = [...new Map(steps.map((step) => [step.element, step])).values()];
  const of = (element: string): readonly EvidenceOf[] => evidence.filter((one) => one.element === element);
  const remarkOf = (element: string): string => of(element).find(({ id }) => !id)?.remark ?? '';
  const change = (element: string, records: readonly EvidenceOf[], remark: string): void => {
    const others = evidence.filter((one) => one.element !== element);
    const said = remark === '' ? [] : [{ element, kind: 'statement' as const, remark }];
    onChange?.([...others, ...records, ...said]);
  };
  const recordsOf = (element: string): EvidenceOf[] => of(element).filter(({ id }) => Boolean(id));
  const options = sources.map((source, at) => ({ value: keyOf(source), label: label(source, numberOf(sources, at)) }));
  const labels = new Map(options.map((option) => [option.value, option.label]));
  const chosen = (element: string, keys: readonly string[]): EvidenceOf[] =>
    sources
      .filter((source) => keys.includes(keyOf(source)))
      .map(({ kind, id, answer }) => ({ element, kind, id, ...(answer && { answer }) }));
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
            <MultiSelectField
              label={t('law.evidenceRecord')}
              options={options}
              value={recordsOf(element).map(keyOf)}
              onChange={(keys) => change(element, chosen(element, keys), remarkOf(element))}
            />
            <TextField
              label={t('law.evidenceRemark')}
              value={remarkOf(element)}
              onChange={(remark) => change(element, recordsOf(element), remark.slice(0, 500))}
            />
          </Stack>
        ) : (
          <Stack gap="sm">
            {recordsOf(element).map((one) => (
              <Text key={keyOf(one)}>{labels.get(keyOf(one)) ?? t(`code.lawEvidence.${one.kind}`)}</Text>
            ))}
            {remarkOf(element) !== '' && <Text>{remarkOf(element)}</Text>}
          </Stack>
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

type Source = Workbench['sources'][number];

/** A record, or one answer of an interview. */
const keyOf = ({ kind, id, answer }: Pick<EvidenceOf, 'kind' | 'id' | 'answer'>): string =>
  [kind, id ?? '', answer ?? ''].join(' ');

/** The how manieth of its kind it is: records without a name of their own are told apart by it. */
const numberOf = (sources: readonly Source[], at: number): number =>
  sources.slice(0, at + 1).filter(({ kind, answer }) => kind === sources[at]?.kind && !answer).length;

const typeFamilies: Partial<Record<Source['kind'], string>> = {
  event: 'event-types',
  person_record: 'personPart',
  screening: 'screeningMode',
};

/** Words for a record an element can rest on. */
function useSourceLabel(): (source: Source, number: number) => string {
  const t = useT();
  const { word } = useCodeWords();
  const { date } = useFormats();
  const language = useLanguage();
  return ({ kind, type, on, name, answer }, number) => {
    const family = typeFamilies[kind];
    const what = kind === 'note' ? t(`dataClass.${type}`) : family === undefined ? null : word(family, type);
    const said = answer ? (questionOf(answer)?.words[language].sign ?? answer) : null;
    const place = on ? date(on) : said === null && !name ? String(number) : null;
    const first = kind === 'screening' ? null : t(`code.lawEvidence.${kind}`);
    return [first, what, name, place, said].filter(Boolean).join(' · ');
  };
}
