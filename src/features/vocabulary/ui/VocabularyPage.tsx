import { useMemo, useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { CodeField } from '../../../kit/choices.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { FilterBar } from '../../../kit/FilterBar.tsx';
import { labelsOf, useFormats, useLanguage, useOptionalT, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Section, Stack, Text } from '../../../kit/layout.tsx';
import { EmptyState, Loading } from '../../../kit/states.tsx';
import { useWholeList } from '../../../kit/wholeCodes.ts';
import {
  codeList,
  codeListIds,
  isCodeListId,
  type Code,
  type CodeList,
  type CodeListId,
} from '../../../words/codes.ts';
import { labelIn } from '../../../words/labels.ts';
import type { LocalLabel } from '../schema.ts';
import { CodeDialog } from './CodeDialog.tsx';
import { WordingBadge } from './WordingBadge.tsx';

const firstList: CodeListId = 'exploitation-forms';

/** Every code list: what each code means, where it comes from, how it is said in other languages and in this agency. */
export function VocabularyPage() {
  const t = useT();
  const [list, setList] = useState<CodeListId>(firstList);
  const [text, setText] = useState('');
  const [opened, setOpened] = useState<Code | null>(null);
  const options = useListOptions();
  const labels = useAction('vocabulary.labels', {});
  const local = useMemo(
    () => new Map((labels.data?.labels ?? []).filter((one) => one.list === list).map((one) => [one.code, one])),
    [labels.data, list],
  );
  const whole = useWholeList(list);
  const rows = useFound(whole, text, local);
  const columns = useColumns(list, local);
  return (
    <>
      <PageHeader title={t('page.vocabulary')} lead={t('vocabulary.lead')} />
      <Stack>
        <FilterBar
          label={t('vocabulary.find')}
          onClear={text === '' && list === firstList ? null : () => (setText(''), setList(firstList))}
        >
          <CodeField
            label={t('vocabulary.list')}
            options={options}
            value={list}
            onChange={(id) => id !== null && isCodeListId(id) && setList(id)}
            clearable={false}
            hideCodes
          />
          <TextField label={t('vocabulary.search')} kind="search" value={text} onChange={setText} />
        </FilterBar>
        {whole === null ? (
          <Loading />
        ) : (
          <ListSection whole={whole} list={list}>
            <DataTable
              caption={options.find(({ value }) => value === list)?.label ?? list}
              captionHidden
              columns={columns}
              rows={rows}
              rowKey={({ code }) => code}
              onOpen={setOpened}
              empty={<EmptyState icon="search" title={t('vocabulary.none')} />}
            />
          </ListSection>
        )}
      </Stack>
      {opened && (
        <CodeDialog list={list} code={opened} local={local.get(opened.code) ?? null} onClose={() => setOpened(null)} />
      )}
    </>
  );
}

function ListSection({ list, whole, children }: { list: CodeListId; whole: CodeList; children: React.ReactNode }) {
  const t = useT();
  const title = useListTitle();
  const { number } = useFormats();
  const labels = labelsOf(useLanguage());
  const { codes } = whole;
  const official = codes.filter(({ code }) => labelIn(labels, list, code)?.source).length;
  const source = whole['source'] as { name?: string; version?: string } | undefined;
  return (
    <Section title={title(list)} lead={t('vocabulary.count', { count: codes.length })}>
      <Stack gap="sm">
        {source?.name !== undefined && (
          <Text quiet>
            {t('vocabulary.source')}{' '}
            <Foreign language="en">{[source.name, source.version].filter(Boolean).join(', ')}</Foreign>
          </Text>
        )}
        {labels !== null && (
          <Text quiet>
            {official === 0
              ? t('vocabulary.noneOfficial')
              : t('vocabulary.official', { official: number(official), all: number(codes.length) })}
          </Text>
        )}
        {children}
      </Stack>
    </Section>
  );
}

/** The title of a list in the reader's language; its English one where there is none. */
function useListTitle(): (list: CodeListId) => string {
  const optional = useOptionalT();
  return (list) => optional(`code.list.${list}`) ?? codeList(list).title;
}

function useListOptions() {
  const title = useListTitle();
  const { compare } = useFormats();
  return codeListIds
    .map((id) => ({ value: id as string, label: title(id), keywords: [id, codeList(id).title] }))
    .toSorted((one, other) => compare(one.label, other.label));
}

/** The codes of a list that hold the words searched for, in any of their names or in their meaning. */
function useFound(list: CodeList | null, text: string, local: ReadonlyMap<string, LocalLabel>): readonly Code[] {
  const labels = labelsOf(useLanguage());
  const sought = text.trim().toLowerCase();
  if (list === null || sought === '') return list?.codes ?? [];
  return list.codes.filter(({ code, label, definition }) =>
    [code, label, definition, labelIn(labels, list.id, code)?.text ?? '', local.get(code)?.label ?? '']
      .join(' ')
      .toLowerCase()
      .includes(sought),
  );
}

function useColumns(list: CodeListId, local: ReadonlyMap<string, LocalLabel>): readonly Column<Code>[] {
  const t = useT();
  const labels = labelsOf(useLanguage());
  const translated: Column<Code> = {
    key: 'origin',
    header: t('vocabulary.wording'),
    cell: ({ code }) => <WordingBadge label={labelIn(labels, list, code)} />,
  };
  return [
    {
      key: 'label',
      header: t('vocabulary.label'),
      cell: ({ code, label }) => {
        const own = labelIn(labels, list, code);
        return own ? own.text : <Foreign language="en">{label}</Foreign>;
      },
    },
    { key: 'code', header: t('vocabulary.code'), unbroken: true, cell: ({ code }) => <code dir="ltr">{code}</code> },
    {
      key: 'definition',
      header: t('vocabulary.definition'),
      cell: ({ definition }) => <Foreign language="en">{definition || '–'}</Foreign>,
    },
    ...(labels === null ? [] : [translated]),
    {
      key: 'local',
      header: t('vocabulary.local'),
      cell: ({ code }) => <Foreign>{local.get(code)?.label ?? '–'}</Foreign>,
    },
  ];
}
