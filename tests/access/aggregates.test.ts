import { expect, test } from 'vitest';
import { actions } from '../../src/registry.ts';
import type { Permission } from '../../src/words/access.ts';

/** Rights of people who may count and publish without a right to any record. */
const counting: readonly (Permission | 'anyone')[] = [
  'statistics.read',
  'statistics.internal',
  'statistics.sign',
  'release.prepare',
  'release.approve',
  'series.read',
  'anyone',
];

/** By what each answers, how its figures pass through the engine of disclosure control, or why there are none to pass. */
const passes: Readonly<Record<string, 'protected' | 'published by others' | 'a release' | 'no count of people'>> = {
  'statistics.count': 'protected',
  'official.figures': 'protected',
  'official.sign': 'no count of people',
  'official.releases': 'no count of people',
  'official.release': 'a release',
  'official.file': 'a release',
  'official.population': 'no count of people',
  'estimates.own': 'protected',
  'estimates.keep': 'no count of people',
  'estimates.compare': 'published by others',
  'estimates.published': 'published by others',
  'linkage.overlap': 'protected',
  'releases.list': 'a release',
  'releases.open': 'a release',
  'releases.open-draft': 'a release',
  'releases.discard': 'a release',
  'releases.build': 'a release',
  'releases.approve': 'a release',
  'releases.publish': 'a release',
  'releases.withdraw': 'a release',
  'releases.download': 'a release',
  'privacy-budgets.list': 'no count of people',
  'privacy-budgets.ask-raise': 'no count of people',
  'privacy-budgets.decide-raise': 'no count of people',
  'public-window.show': 'no count of people',
  'public-window.change': 'no count of people',
  'public-window.page': 'a release',
  'public-window.style': 'no count of people',
  'public-window.content': 'a release',
  'series.list': 'published by others',
  'series.values': 'published by others',
  'series.conflicts': 'published by others',
  'series.coverage': 'published by others',
  'series.changes': 'published by others',
};
/** Signing in, setting up and the invented people of a demonstration tell of accounts, not of anybody in a case. */
const ofAccounts = /^(node|session|invitations|devices|demo)\./;

test('of each action that people without a right to records may use somebody has said whether it counts people, and how its figures are protected', () => {
  const found = actions
    .map(({ spec }) => spec)
    .filter(({ permission, name }) => counting.some((one) => one === permission) && !ofAccounts.test(name))
    .map(({ name }) => name);
  // A new action fails here until somebody has said how its figures are protected.
  expect(found.toSorted()).toEqual(Object.keys(passes).toSorted());
});
