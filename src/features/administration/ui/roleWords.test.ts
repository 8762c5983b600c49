import { expect, test } from 'vitest';
import { permissionNames } from '../../../words/access.ts';
import { verbGroups } from './roleWords.ts';

test('every verb stands in the roles matrix once', () => {
  expect(verbGroups.flatMap(({ verbs }) => verbs).toSorted()).toEqual([...permissionNames].toSorted());
});
