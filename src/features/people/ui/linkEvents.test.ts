import { expect, test } from 'vitest';
import { linkEvents, undoneByJoin, undoneBySplit } from './linkEvents.ts';
import type { PersonView } from './personRows.tsx';

const link = (recordId: string, kind: 'join' | 'split', fromPerson: string, toPerson: string) => ({
  id: `${recordId}${kind}`,
  recordId,
  fromPerson,
  toPerson,
  kind,
  reason: 'Same passport',
  createdAt: kind === 'join' ? '2026-01-01' : '2026-01-02',
  createdBy: 'u',
  createdByName: null,
});
const person = (records: readonly string[], links: readonly object[]): PersonView =>
  ({ id: 'P', records: records.map((id) => ({ id })), links }) as unknown as PersonView;

test('a joining of several records is one line of the history, taken back by splitting just those records', () => {
  const here = person(['a', 'b', 'c'], [link('b', 'join', 'Q', 'P'), link('c', 'join', 'Q', 'P')]);
  const [event, ...others] = linkEvents(here.links);
  expect(others).toEqual([]);
  expect(event && undoneBySplit(event, here)).toEqual(['b', 'c']);
  expect(event && undoneByJoin(event, here)).toBeNull();
});

test('a splitting is taken back by joining with the person it made; what is here by now is not offered again', () => {
  const apart = person(['a'], [link('b', 'join', 'Q', 'P'), link('b', 'split', 'P', 'Q')]);
  const [join, split] = linkEvents(apart.links);
  expect(join && undoneBySplit(join, apart)).toBeNull();
  expect(split && undoneByJoin(split, apart)).toBe('Q');
  const again = person(['a', 'b'], apart.links);
  expect(split && undoneByJoin(split, again)).toBeNull();
});
