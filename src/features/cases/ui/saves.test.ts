import { expect, test } from 'vitest';
import { actsOf, savesOf } from './saves.ts';

test('what one person wrote at one moment is one save, told by kinds with the case first; another person’s is another', () => {
  const line = { at: '2026-03-01T08:00:00.000Z', by: 'sari', act: 'created' as const };
  const lines = [
    { ...line, kind: 'note', at: '2026-03-02T08:00:00.000Z' },
    { ...line, kind: 'person_name' },
    { ...line, kind: 'case_file' },
    { ...line, kind: 'person_name' },
    { ...line, kind: 'task', act: 'changed' as const },
    { ...line, kind: 'person_name', by: 'budi' },
  ];
  const saves = savesOf(lines);
  expect(saves.map(actsOf)).toEqual([
    [{ act: 'created', kinds: [{ kind: 'note', count: 1 }] }],
    [
      {
        act: 'created',
        kinds: [
          { kind: 'case_file', count: 1 },
          { kind: 'person_name', count: 2 },
        ],
      },
      { act: 'changed', kinds: [{ kind: 'task', count: 1 }] },
    ],
    [{ act: 'created', kinds: [{ kind: 'person_name', count: 1 }] }],
  ]);
  expect(new Set(saves.map(({ key }) => key)).size).toBe(3);
});
