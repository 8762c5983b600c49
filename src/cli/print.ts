import { codeInWords } from './codeWords.ts';

const WIDEST_CELL = 60;

/** Text for a terminal: what a name holds cannot move the cursor or change colours. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, ' ');

/** Prints an answer: as it is for scripts, as a table or a list of facts for people. */
export function printAnswer(answer: unknown, json: boolean): void {
  process.stdout.write(
    json ? `${JSON.stringify(answer, (_, value: unknown) => tidied(value, 12))}\n` : `${readable(answer)}\n`,
  );
}

/** A number to so many digits, and whole where it misses a whole one by the rounding of arithmetic only; all else as it is. */
function tidied(value: unknown, digits: number): unknown {
  if (typeof value !== 'number' || !Number.isFinite(value) || Number.isInteger(value)) return value;
  const whole = Math.round(value);
  return Math.abs(value - whole) <= 1e-9 * Math.abs(value) ? whole : Number(value.toPrecision(digits));
}

/** An answer as a person reads it. */
export function readable(answer: unknown): string {
  if (Array.isArray(answer)) return tableOf(answer);
  if (!isRecord(answer)) return answer === null || answer === undefined ? 'Done.' : cell(answer);
  const lists = Object.entries(answer).filter(([, value]) => Array.isArray(value) && value.some(isRecord));
  const facts = Object.entries(answer).filter(
    ([name, value]) => value !== null && !lists.some(([list]) => list === name),
  );
  const blocks = lists.map(([name, value]) => `${lists.length > 1 ? `${name}\n` : ''}${tableOf(value as unknown[])}`);
  return [factsOf(facts), ...blocks].filter((block) => block !== '').join('\n\n') || 'Nothing found.';
}

function factsOf(facts: [string, unknown][]): string {
  const shown = facts.filter(([, value]) => !(Array.isArray(value) && value.length === 0));
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown.map(([name, value]) => `${name.padEnd(width)}  ${cell(value, name)}`).join('\n');
}

function tableOf(rows: readonly unknown[]): string {
  if (rows.length === 0) return 'Nothing found.';
  if (!rows.every(isRecord)) return rows.map((row) => cell(row)).join('\n');
  const all = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = all.filter((name) =>
    rows.some((row) => row[name] !== null && row[name] !== undefined && cell(row[name]) !== ''),
  );
  const lines = [columns, ...rows.map((row) => columns.map((name) => shorten(cell(row[name], name))))];
  const widths = columns.map((_name, position) => Math.max(...lines.map((line) => lengthOf(line[position] ?? ''))));
  return lines
    .map((line) =>
      line
        .map((text, position) => pad(text, widths[position] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A value on one line; codes of a field that holds them with their labels. */
function cell(value: unknown, field = ''): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return plain(codeInWords(field, value) ?? value);
  if (Array.isArray(value) && !value.some(isRecord)) return value.map((part) => cell(part, field)).join(', ');
  if (isRecord(value) && Object.values(value).every((part) => !isRecord(part) && !Array.isArray(part)))
    return Object.entries(value)
      .map(([name, part]) => `${plain(codeInWords(field, name) ?? name)}=${cell(part)}`)
      .join(' ');
  return plain(JSON.stringify(value, (_, part: unknown) => tidied(part, 6)));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const lengthOf = (text: string): number => Array.from(text).length;
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - lengthOf(text)));
const shorten = (text: string): string =>
  lengthOf(text) > WIDEST_CELL
    ? `${Array.from(text)
        .slice(0, WIDEST_CELL - 1)
        .join('')}…`
    : text;
