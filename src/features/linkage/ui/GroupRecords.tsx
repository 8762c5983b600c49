import { useEffect, useRef, type ReactNode } from 'react';
import { TextLink } from '../../../kit/actions.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { AbsentValue } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Stack } from '../../../kit/layout.tsx';
import { PartDifferences } from '../../../kit/PartDifferences.tsx';
import { ToggleSet } from '../../../kit/ToggleSet.tsx';
import { factNames, type FactName, type GroupView } from '../schema.ts';
import { fieldOfFact } from './facts.ts';
import { letterOf, useLinkageWords } from './words.ts';

type GroupRecord = GroupView['records'][number];
type Placed = GroupRecord & { at: number };

type GroupRecordsProps = {
  records: readonly GroupRecord[];
  persons: readonly number[];
  /** Nothing is chosen here. */
  fixed: boolean;
  marked: number;
  onGive: (at: number, person: number) => void;
};

/** The records of a group below each other, what differs from the first one marked, and the person each is said to be of. */
export function GroupRecords({ records, persons, fixed, marked, onGive }: GroupRecordsProps) {
  const t = useT();
  const words = useLinkageWords();
  const told = factNames.filter((name) =>
    records.some(({ facts, shown }) => shown.includes(fieldOfFact[name]) && facts[name]),
  );
  const choices = choicesOf(persons, records.length);
  const list = useRef<HTMLDivElement>(null);
  const before = useRef(marked);
  useEffect(() => {
    if (before.current === marked) return;
    before.current = marked;
    list.current?.querySelector('tr[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  const columns: Column<Placed>[] = [
    { key: 'record', header: t('linkage.groupRecord'), cell: (record) => <Which record={record} /> },
    ...(fixed
      ? []
      : [
          {
            key: 'person',
            header: t('linkage.groupPerson'),
            cell: ({ at }: Placed) => (
              <ToggleSet
                label={t('linkage.groupPersonOf', { record: at + 1 })}
                labelHidden
                single
                options={choices(persons[at] ?? 1).map((person) => ({
                  value: String(person),
                  label: letterOf(person),
                }))}
                values={[String(persons[at])]}
                onChange={([value]) => onGive(at, Number(value ?? 1))}
              />
            ),
          },
        ]),
    ...told.map((name) => ({
      key: name,
      header: words.name(name),
      cell: (record: Placed) => <Said record={record} first={records[0]} name={name} />,
    })),
  ];
  return (
    <div ref={list}>
      <DataTable
        caption={t('linkage.groupRecords')}
        captionHidden
        columns={columns}
        rows={records.map((record, at) => ({ ...record, at }))}
        rowKey={({ at }) => String(at)}
        isMarked={({ at }) => at === marked}
      />
    </div>
  );
}

/** More persons than these are not offered with every record: keys give them too. */
const mostOffered = 8;

/** The persons a record may be given to: those there are, and one more. */
function choicesOf(persons: readonly number[], records: number): (own: number) => number[] {
  const used = [...new Set(persons)].toSorted((one, other) => one - other);
  const free = Array.from({ length: records }, (_, at) => at + 1).find((person) => !used.includes(person));
  const offered = [...used.slice(0, mostOffered - 1), ...(free === undefined ? [] : [free])];
  return (own) => [...new Set([...offered, own])].toSorted((one, other) => one - other);
}

function Which({ record: { at, agencyName, personId } }: { record: Placed }) {
  const t = useT();
  const { number } = useFormats();
  return (
    <Stack gap="sm">
      <span>
        {number(at + 1)} · <Foreign>{agencyName}</Foreign>
      </span>
      {personId !== null && personId !== undefined && (
        <TextLink to={`/people/${personId}`}>{t('linkage.openPerson')}</TextLink>
      )}
    </Stack>
  );
}

function Said({ record, first, name }: { record: Placed; first: GroupRecord | undefined; name: FactName }): ReactNode {
  const { date, list } = useFormats();
  const codes = useCodeWords();
  if (!record.shown.includes(fieldOfFact[name])) return <AbsentValue absent="withheld" />;
  const value = record.facts[name];
  if (!value) return <AbsentValue absent="not-asked" />;
  if (name === 'birth') return date(value);
  if (name === 'sex') return codes.label('sex-gender', value);
  if (name === 'citizenship') return list(value.split(' ').map((code) => codes.country(code)));
  return <PartDifferences text={value} beside={first?.facts[name] ?? null} />;
}
