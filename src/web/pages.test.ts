import { expect, test } from 'vitest';
import { mayOpen, type Page } from './pages.ts';

const page = (access: Page['access']): Page => ({
  path: '/x',
  titleKey: 'page.home',
  access,
  load: async () => () => null,
});

test('a page that needs a permission is offered only to who holds it', () => {
  expect(mayOpen(page({ permission: 'case.read' }), ['case.read'])).toBe(true);
  expect(mayOpen(page({ permission: 'case.read' }), ['audit.read'])).toBe(false);
  expect(mayOpen(page({ permission: 'case.read' }), null)).toBe(false);
});

test('a visitor who is not signed in is offered open pages only', () => {
  expect(mayOpen(page('everybody'), null)).toBe(true);
  expect(mayOpen(page('signed-in'), null)).toBe(false);
  expect(mayOpen(page('signed-in'), [])).toBe(true);
});
