import { expect, test } from 'vitest';
import { agencyCode } from '../schema.ts';
import { proposeAgencyCode } from './agencyCode.ts';

test('whoever sets up an agency is offered a code made of its country and name', () => {
  expect(proposeAgencyCode('Royal Police of Malaysia', 'MYS')).toBe('MYS-RPM');
  expect(proposeAgencyCode('Polri', 'IDN')).toBe('IDN-POLRI');
  expect(proposeAgencyCode('وفاقی تحقیقاتی ادارہ', 'PAK')).toBe('PAK');
  expect(proposeAgencyCode('Polri', null)).toBe('');
});

test('the code that is offered is one that is taken', () => {
  for (const name of ['Royal Police', 'Élan vital', '2 Ships – 3 Boats', '!!!'])
    expect(agencyCode.safeParse(proposeAgencyCode(name, 'IDN')).success).toBe(true);
});
