import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lockSeconds, passwordFault, readRecoveryCode, recoveryCode } from './rules.ts';

test('a password of several words is taken, and a guessable one is refused with what to do', () => {
  expect(passwordFault('boats leave before dawn', 'siti@example.org')).toBeNull();
  expect(passwordFault('short', 'siti@example.org')).toContain('at least 12');
  expect(passwordFault('Password 1234', 'siti@example.org')).toContain('guessed');
  expect(passwordFault('abababababab', 'siti@example.org')).toContain('different');
  expect(passwordFault('mnopqrstuvwxyz', 'siti@example.org')).toContain('neighbouring');
  expect(passwordFault('siti-rahma at work', 'siti-rahma@example.org')).toContain('e-mail');
  expect(passwordFault('palermo123456', 'siti@example.org')).toContain('application');
});

test('the wait after wrong attempts grows and never passes an hour', () => {
  expect([1, 4, 5, 6, 7].map(lockSeconds)).toEqual([0, 0, 30, 60, 120]);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      (failures) => lockSeconds(failures) <= lockSeconds(failures + 1) && lockSeconds(failures) <= 3600,
    ),
  );
});

test('a recovery code typed by hand is read as it was given out', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (random) => {
      const code = recoveryCode(random);
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(readRecoveryCode(code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(
        code,
      );
    }),
  );
});
