import type { ReactNode } from 'react';
import type { ActionTypes } from '../../../client/index.ts';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import type { Absence } from '../../../kit/facts.tsx';
import { useFormats, useT, type MessageKey } from '../../../kit/i18n.ts';
import { Foreign, Stack } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { useWriteField } from '../../../kit/recordFacts.ts';
import type { FieldSpec } from '../../../kit/recordSpecs.ts';
import { MASKED, UNKNOWN } from '../../../words/codes.ts';
import { gather, type Claims } from './comparison.ts';
import { LongNumber } from './LongNumber.tsx';
import { PersonName } from './PersonName.tsx';
import { contactSpecs, documentSpecs, identitySpecs, personSpecs } from './specs.ts';

export type PersonView = ActionTypes['people.open']['output'];
export type RecordView = PersonView['records'][number];

/** What one record says on one matter, for the reader and for comparing. */
export type Cell = { absent: Absence } | { content: ReactNode; said: Claims };
/** One matter, and what each record says on it. */
export type ComparisonRow = { key: string; label: string; cells: readonly Cell[] };

type Matter = { key: string; label: string; cell: (record: RecordView) => Cell };

const agesOf = ['Identification', 'Entry', 'Exploitation'] as const;
const ageLabels: Readonly<Record<(typeof agesOf)[number], MessageKey>> = {
  Identification: 'personPage.ageIdentification',
  Entry: 'personPage.ageEntry',
  Exploitation: 'personPage.ageExploitation',
};
const plain = (content: ReactNode): Cell => ({ content, said: {} });

/** The matters a person's records speak of, side by side. */
export function usePersonRows(records: readonly RecordView[]): readonly ComparisonRow[] {
  const [source, found, agency, ...stamps] = useOriginMatters();
  const identity = useIdentityMatters();
  const said = useSaidMatters();
  const matters = [source, found, agency, ...identity, ...said, ...stamps].filter((matter) => matter !== undefined);
  return matters.map(({ key, label, cell }) => ({ key, label, cells: records.map(cell) }));
}

/** Where a record comes from. That records come from different places is no difference. */
function useOriginMatters(): readonly Matter[] {
  const t = useT();
  const { dateTime } = useFormats();
  const copy = (id: string) => void navigator.clipboard.writeText(id).then(() => notify('good', t('copy.done')));
  return [
    {
      key: 'source',
      label: t('code.field.source'),
      cell: ({ source }) => plain(source ? <Foreign>{source}</Foreign> : '–'),
    },
    {
      key: 'case',
      label: t('page.case'),
      cell: ({ caseId, caseNumber }) => plain(<TextLink to={`/cases/${caseId}?part=people`}>{caseNumber}</TextLink>),
    },
    { key: 'agency', label: t('person.agency'), cell: ({ agencyName }) => plain(<Foreign>{agencyName}</Foreign>) },
    {
      key: 'sourceKey',
      label: t('code.field.sourceKey'),
      cell: ({ sourceKey }) => plain(sourceKey ? <LongNumber text={sourceKey} /> : '–'),
    },
    { key: 'recorded', label: t('personPage.recorded'), cell: ({ createdAt }) => plain(dateTime(createdAt)) },
    {
      key: 'reference',
      label: t('personPage.reference'),
      cell: ({ id }) =>
        plain(
          <Button small icon="copy" onClick={() => copy(id)}>
            {t('copy.copy')}
          </Button>,
        ),
    },
  ];
}

/** What was said of the person without telling who it is. */
function useSaidMatters(): readonly Matter[] {
  const t = useT();
  const write = useWriteField();
  const writeAge = useWriteAge();
  const fact = (spec: FieldSpec): Matter => ({
    key: spec.name,
    label: t(`code.field.${spec.name}`),
    cell: (record) => factCell(spec, record, write(spec, record)),
  });
  const facts = personSpecs.filter(({ name }) => name !== 'source' && !name.startsWith('age')).map(fact);
  const ages = agesOf.map((of): Matter => ({ key: `age${of}`, label: t(ageLabels[of]), cell: writeAge(of) }));
  const before = facts.findIndex(({ key }) => key === 'citizenships');
  return [...facts.slice(0, before), ...ages, ...facts.slice(before)];
}

function factCell(spec: FieldSpec, record: RecordView, text: string | null): Cell {
  const value = (record as Readonly<Record<string, unknown>>)[spec.name];
  if (text === null) return { absent: 'not-asked' };
  const codes = Array.isArray(value) ? value.map(String) : [String(value)];
  if (codes.every((code) => code === UNKNOWN)) return { absent: 'unknown' };
  return { content: <Foreign>{text}</Foreign>, said: codes.includes(MASKED) ? {} : claimsOf(value) };
}

/** A set of codes is compared code by code; of the unknown answers nothing can differ. */
function claimsOf(value: unknown): Claims {
  if (Array.isArray(value)) return { '': value.map(String).toSorted().join(' ') };
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, answer]) => answer !== 'unknown')
        .map(([code, answer]) => [code, String(answer)]),
    );
  }
  return { '': String(value) };
}

function useWriteAge() {
  const t = useT();
  const words = useCodeWords();
  const { number } = useFormats();
  const span = (low: number | null, high: number | null): string => {
    if (low === null) return t('personPage.ageAtMost', { age: number(high ?? 0) });
    if (high === null) return t('personPage.ageAtLeast', { age: number(low) });
    return low === high ? number(low) : t('personPage.ageSpan', { from: number(low), to: number(high) });
  };
  return (of: (typeof agesOf)[number]) =>
    (record: RecordView): Cell => {
      const low = record[`age${of}Min`] ?? null;
      const high = record[`age${of}Max`] ?? null;
      const basis = record[`age${of}Basis`] ?? null;
      if (low === null && high === null) return { absent: 'not-asked' };
      return {
        content: (
          <Stack gap="sm">
            <span>{span(low, high)}</span>
            {basis !== null && <span>{words.word('ageBasis', basis)}</span>}
          </Stack>
        ),
        said: { '': `${low} ${high}` },
      };
    };
}

/** Names, birth, documents and contacts, each withheld where the reader does not read its class in that case. */
function useIdentityMatters(): readonly Matter[] {
  const t = useT();
  const words = useCodeWords();
  const write = useWriteField();
  const none = plain(t('personPage.noneRecorded'));
  const behind =
    (dataClass: string, cell: (record: RecordView) => Cell) =>
    (record: RecordView): Cell =>
      record.reads.includes(dataClass) ? cell(record) : { absent: 'withheld' };
  const details = (specs: readonly FieldSpec[], values: Readonly<Record<string, unknown>>): string =>
    specs
      .flatMap((spec) => {
        const text = write(spec, values);
        return text === null ? [] : [spec.as === 'check' ? t(`code.field.${spec.name}`) : text];
      })
      .join(' · ');

  return [
    {
      key: 'names',
      label: t('people.names'),
      cell: behind('identity', ({ names }) =>
        names.length === 0
          ? none
          : {
              content: (
                <Lines
                  lines={names.map((name) => ({
                    key: name.id,
                    main: <PersonName name={name} />,
                    more: words.word('nameKind', name.kind),
                  }))}
                />
              ),
              said: gather(
                names.map(({ script, kind, fullText }) => ({ about: `${script} ${kind}`, claim: fullText })),
              ),
            },
      ),
    },
    ...identitySpecs.map((spec): Matter => ({
      key: spec.name,
      label: t(`code.field.${spec.name}`),
      cell: behind('identity', ({ identity }) => birthCell(spec, identity, identity && write(spec, identity))),
    })),
    {
      key: 'documents',
      label: t('people.documents'),
      cell: behind('identity', ({ documents }) =>
        documents.length === 0
          ? none
          : {
              content: (
                <Lines
                  lines={documents.map((document) => ({
                    key: document.id,
                    main: <Foreign>{document.number ?? words.word('documentKind', document.kind)}</Foreign>,
                    more: details(
                      documentSpecs.filter(({ name }) => name !== 'number'),
                      document,
                    ),
                  }))}
                />
              ),
              said: gather(
                documents.map(({ kind, issuingCountry, number }) => ({
                  about: `${kind} ${issuingCountry ?? ''}`,
                  claim: number ?? '',
                })),
              ),
            },
      ),
    },
    {
      key: 'contacts',
      label: t('people.contacts'),
      // To have several telephones or addresses contradicts nothing.
      cell: behind('contact', ({ contacts }) =>
        contacts.length === 0
          ? none
          : plain(
              <Lines
                lines={contacts.map((contact) => ({
                  key: contact.id,
                  main: <Foreign>{contact.value}</Foreign>,
                  more: details(
                    contactSpecs.filter(({ name }) => name !== 'value'),
                    contact,
                  ),
                }))}
              />,
            ),
      ),
    },
  ];
}

function birthCell(spec: FieldSpec, identity: RecordView['identity'], text: string | null): Cell {
  const values = identity as Readonly<Record<string, unknown>> | null;
  const value = values?.[spec.name];
  if (text === null || value === undefined) return { absent: 'not-asked' };
  if (value === UNKNOWN) return { absent: 'unknown' };
  const said = JSON.stringify(spec.as === 'date' ? [value, values?.['birthTo']] : value);
  return { content: <Foreign>{text}</Foreign>, said: value === MASKED ? {} : { '': said } };
}

type Line = { key: string; main: ReactNode; more: string };

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <Stack gap="sm">
      {lines.map(({ key, main, more }) => (
        <div key={key}>
          {main}
          {more !== '' && (
            <div>
              <small>
                <Foreign>{more}</Foreign>
              </small>
            </div>
          )}
        </div>
      ))}
    </Stack>
  );
}
