import { expect, test } from 'vitest';
import { differencesBetween } from './moments.ts';

test('two moments of a case are told apart record by record and field by field, and nothing else is', () => {
  const note = { id: 'n1', version: 1, body: 'Sleeps badly.' };
  const before = {
    case: { id: 'c', version: 1, risk: 'low', tip: 'yes' },
    records: { note: [note, { id: 'n2', body: 'Gone soon.' }], personIdentity: [{ recordId: 'p', birthPlace: 'MYS' }] },
  };
  const after = {
    case: { id: 'c', version: 2, risk: 'high', tip: 'yes' },
    records: {
      note: [{ ...note, version: 2 }],
      event: [{ id: 'e', type: 'TRANSIT' }],
      personIdentity: [{ recordId: 'p', birthPlace: 'IDN' }],
    },
  };
  expect(differencesBetween(before, after)).toEqual([
    { key: 'caseFile c', kind: 'caseFile', act: 'changed', changes: [{ field: 'risk', before: 'low', after: 'high' }] },
    { key: 'note n2', kind: 'note', act: 'removed', changes: [{ field: 'body', before: 'Gone soon.', after: null }] },
    {
      key: 'personIdentity p',
      kind: 'personIdentity',
      act: 'changed',
      changes: [{ field: 'birthPlace', before: 'MYS', after: 'IDN' }],
    },
    { key: 'event e', kind: 'event', act: 'created', changes: [{ field: 'type', before: null, after: 'TRANSIT' }] },
  ]);
  expect(differencesBetween({ case: null, records: {} }, { case: null, records: {} })).toEqual([]);
});
