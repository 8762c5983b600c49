import type { PersonView } from './personRows.tsx';

type Link = PersonView['links'][number];

/** One joining or splitting, of as many records as it moved. */
export interface LinkEvent extends Pick<
  Link,
  'kind' | 'reason' | 'createdAt' | 'createdByName' | 'fromPerson' | 'toPerson'
> {
  readonly key: string;
  readonly recordIds: readonly string[];
  readonly linkagePair: string | null;
}

/** What moved together is one event: same moment, same persons, same reason. In the order in which it happened. */
export function linkEvents(links: readonly Link[]): LinkEvent[] {
  const groups = Map.groupBy(links, ({ createdAt, kind, fromPerson, toPerson, reason }) =>
    [createdAt, kind, fromPerson, toPerson, reason].join(' '),
  );
  return [...groups.values()].flatMap((moved) => {
    const [first] = moved;
    return first === undefined
      ? []
      : [
          {
            ...first,
            key: first.id,
            recordIds: moved.map(({ recordId }) => recordId),
            linkagePair: first.linkagePair ?? null,
          },
        ];
  });
}

/** The records that a joining moved here and that splitting takes back; null where there is nothing to take back. */
export function undoneBySplit({ kind, toPerson, recordIds }: LinkEvent, person: PersonView): readonly string[] | null {
  const here = new Set(person.records.map(({ id }) => id));
  const all = recordIds.every((id) => here.has(id));
  return kind === 'join' && toPerson === person.id && all && recordIds.length < person.records.length
    ? recordIds
    : null;
}

/** The person to join with again, where this was split from it or it from this; null where nothing was split. */
export function undoneByJoin({ kind, fromPerson, toPerson, recordIds }: LinkEvent, person: PersonView): string | null {
  if (kind !== 'split') return null;
  const here = new Set(person.records.map(({ id }) => id));
  if (fromPerson === person.id && recordIds.every((id) => !here.has(id))) return toPerson;
  return toPerson === person.id && recordIds.some((id) => here.has(id)) ? fromPerson : null;
}
