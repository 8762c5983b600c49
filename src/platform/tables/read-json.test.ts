import { afterAll, describe, expect, it } from 'vitest';
import { readAll, refusal, removeFiles } from './testing.ts';

afterAll(removeFiles);

describe('reading JSON tables', () => {
  it('reads a list of objects that each leave out some columns', async () => {
    const { table, rows } = await readAll('[{"a":1,"b":"x"},\n {"b":null,"c":true}]');
    expect(table).toMatchObject({ format: 'json', columns: ['a', 'b', 'c'] });
    expect(rows.map((row) => row.values)).toEqual([
      ['1', 'x', ''],
      ['', '', 'true'],
    ]);
  });

  it('reads columns with rows, in either order, and data in an object', async () => {
    for (const text of [
      '{"columns":["a","b"],"rows":[[1,2]]}',
      '{\n"rows":[[1,2]],\n"meta":{"n":[1]},"columns":["a","b"]}',
    ]) {
      const { table, rows } = await readAll(text);
      expect(table.columns).toEqual(['a', 'b']);
      expect(rows[0]?.values).toEqual(['1', '2']);
    }
    expect((await readAll('{"data":[{"a":"1"}]}')).rows[0]?.values).toEqual(['1']);
    expect((await readAll('[["a","b"],["1","2"]]')).rows.map((row) => row.values)).toEqual([['1', '2']]);
  });

  it('reads one object on each line', async () => {
    const { table, rows } = await readAll('{"a":"{\\"}"}\n{"a":"2"}\n');
    expect(table.format).toBe('jsonl');
    expect(rows.map(({ line, values }) => [line, ...values])).toEqual([
      [1, '{"}'],
      [2, '2'],
    ]);
  });

  it('keeps every digit of a long identity number', async () => {
    expect((await readAll('[{"nik":3174012345678901234567}]')).rows[0]?.values).toEqual(['3174012345678901234567']);
  });

  it('names the path of a nested value and the row that is no record', async () => {
    const { rows } = await readAll('[{"a":{"b":1}},5,{"a":"x"}]');
    expect(rows[0]?.problems[0]).toMatchObject({ code: 'nested-value', column: 'a', row: 1 });
    expect(rows[0]?.problems[0]?.message).toContain('a.b');
    expect(rows[1]?.problems[0]?.code).toBe('not-a-record');
    expect(rows[2]?.problems).toEqual([]);
  });

  it('refuses broken, bottomless and endless JSON', async () => {
    expect((await refusal('[{"a":1},{"a":')).code).toBe('malformed-json');
    expect((await refusal('[{"a":1}] x')).code).toBe('malformed-json');
    expect((await refusal('[{"a":1},{a:2}]')).code).toBe('malformed-json');
    expect((await refusal('['.repeat(5_000_000))).code).toBe('nested-too-deep');
    expect((await refusal('[{"a":"' + 'x'.repeat(5_000_000))).code).toBe('record-too-long');
    expect((await refusal('[]')).code).toBe('no-rows');
  });
});
