type Picture = Readonly<Record<string, unknown>>;

/** A case and what it held at an instant. */
export type Moment = { case: Picture | null; records: Readonly<Record<string, readonly Picture[]>> };

export type Difference = {
  readonly key: string;
  /** The kind of record; `caseFile` is the case itself. */
  readonly kind: string;
  readonly act: 'created' | 'changed' | 'removed';
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
};

/** Fields that say how a record is kept, not what it says. */
const kept: readonly string[] = [
  'id',
  'caseId',
  'recordId',
  'perpetratorId',
  'personId',
  'agencyId',
  'importId',
  'version',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
];

const said = (value: unknown): string => JSON.stringify(value ?? null);

/** What two moments of a case tell differently, record by record and field by field. */
export function differencesBetween(before: Moment, after: Moment): readonly Difference[] {
  const [was, is] = [recordsOf(before), recordsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key): Difference[] => {
    const [old, young] = [was.get(key), is.get(key)];
    const changes = fieldsOf(old?.row, young?.row);
    const kind = (old ?? young)?.kind ?? '';
    if (old && young) return changes.length === 0 ? [] : [{ key, kind, act: 'changed', changes }];
    return [{ key, kind, act: young ? 'created' : 'removed', changes }];
  });
}

function recordsOf(moment: Moment): Map<string, { kind: string; row: Picture }> {
  const all = [
    ...(moment.case ? [{ kind: 'caseFile', row: moment.case }] : []),
    ...Object.entries(moment.records).flatMap(([kind, rows]) => rows.map((row) => ({ kind, row }))),
  ];
  return new Map(all.map((one) => [`${one.kind} ${idOf(one.row)}`, one]));
}

const idOf = (row: Picture): string => String(row['id'] ?? row['recordId'] ?? row['perpetratorId']);

function fieldsOf(before: Picture = {}, after: Picture = {}): Difference['changes'] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !kept.includes(field) && said(before[field]) !== said(after[field]))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}
