import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkActions, collection, defineAction, type Action } from './index.ts';
import { classed, filterOutput } from './output.ts';
import { decodeTexts } from './query.ts';

const whole = {
  name: 'things.open',
  method: 'GET',
  path: '/api/things/:thingId',
  summary: 'One thing',
  input: z.object({ thingId: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  permission: 'case.read',
  subject: collection('things'),
  purpose: 'case-work',
  audit: 'opened a thing',
  run: async () => ({ id: '' }),
} as const;

/** A declaration with one part missing, as a slip of the keyboard would leave it. */
const without = (part: keyof typeof whole, value?: unknown): Action => ({
  spec: { ...whole, [part]: value } as unknown as Action['spec'],
});

test('an installation does not start with an action that forgot its right, subject, purpose or audit text', () => {
  expect(() => checkActions([defineAction(whole)])).not.toThrow();
  expect(() => checkActions([without('permission')])).toThrow('things.open has no permission');
  expect(() => checkActions([without('subject')])).toThrow('has no subject');
  expect(() => checkActions([without('purpose')])).toThrow('has no purpose');
  expect(() => checkActions([without('audit', '  ')])).toThrow('has no audit text');
  expect(() => checkActions([without('input', z.object({}))])).toThrow('has no input for :thingId');
  expect(() => checkActions([defineAction(whole), defineAction(whole)])).toThrow('shares its name');
});

test('a field of a class the reader does not hold is left out and named as withheld; one the schema does not know never leaves', () => {
  const schema = z.object({
    id: z.string(),
    notes: classed('health', z.array(z.object({ text: z.string() })).optional()),
    inner: z.object({ name: classed('identity', z.string().nullable()) }),
  });
  const value = { id: '1', secret: 'x', notes: [{ text: 'a', secret: 'x' }], inner: { name: null } };
  expect(filterOutput(schema, value, new Set(['identity']))).toEqual({
    id: '1',
    inner: { name: null },
    withheld: ['notes'],
  });
  expect(filterOutput(schema, value, new Set(['health']))).toEqual({
    id: '1',
    notes: [{ text: 'a' }],
    inner: { withheld: ['name'] },
  });
});

test('texts of an address become what the fields expect, and nothing is guessed', () => {
  const schema = z.object({
    limit: z.number().optional(),
    mine: z.boolean().optional(),
    by: z.array(z.string()),
    text: z.string(),
  });
  expect(decodeTexts(schema, { limit: '20', mine: 'true', by: 'a,b', text: '007' })).toEqual({
    limit: 20,
    mine: true,
    by: ['a', 'b'],
    text: '007',
  });
  expect(decodeTexts(schema, { limit: '2e3', mine: 'yes' })).toEqual({ limit: '2e3', mine: 'yes' });
});
