import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

test('a table taken away keeps its commas and starts no formula in a spreadsheet', () => {
  expect(
    csvOf([
      ['Sector', 'Count'],
      ['=1+1', '3'],
      ['a, "b"', ''],
    ]),
  ).toBe('\uFEFFSector,Count\r\n\'=1+1,3\r\n"a, ""b""",\r\n');
});
