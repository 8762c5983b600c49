import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { Option, type Command } from 'commander';
import type { CallOptions, Client } from '../client/index.ts';
import type { CommandField, CommandRow } from './commands.ts';
import { UsageFailure } from './failure.ts';
import { commandAt, example, withConnection, type VerbContext } from './verb.ts';

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Adds the verb that an action declares: its path's parameters by place, its other fields as options. */
export function addActionVerb(program: Command, row: CommandRow): void {
  const verb = commandAt(program, row.command).summary(row.summary).description(`${row.summary}.`);
  for (const name of row.arguments) verb.argument(`<${kebab(name)}>`);
  if (row.takesFile) verb.argument('<file>', 'the file to send');
  for (const field of row.fields) for (const option of optionsOf(field)) verb.addOption(option);
  if (row.versioned) verb.requiredOption('--if-version <number>', 'the version you read and change', wholeNumber);
  if (row.givesFile) verb.requiredOption('--output <file>', 'where to write it; - for standard output');
  verb.addHelpText('after', example(exampleOf(row)));
  verb.action(() =>
    withConnection(verb, {}, async (context) => {
      const input = inputOf(row, verb);
      if (row.givesFile) await saveAnswer(row, context, input, verb.opts<{ output: string }>().output);
      else context.print(await context.client.call(row.action, input as never, callOptions(row, verb)));
    }),
  );
}

function optionsOf(field: CommandField): Option[] {
  const flag = `--${kebab(field.name)}`;
  const text = [field.text, field.nullable ? 'null clears it' : undefined, field.required ? '(required)' : undefined]
    .filter((part) => part !== undefined)
    .join('; ');
  if (field.kind === 'yes-no') {
    return [
      new Option(flag, text).makeOptionMandatory(field.required ?? false),
      new Option(`--no-${kebab(field.name)}`, 'the contrary'),
    ];
  }
  const placeholder = { text: 'text', date: 'YYYY-MM-DD', number: 'number', list: 'a,b', json: 'json' }[field.kind];
  const option = new Option(`${flag} <${placeholder}>`, text).makeOptionMandatory(field.required ?? false);
  // Named several times or parted by commas, as is handy.
  if (field.kind === 'list')
    option.argParser<string[]>((text, before) => [...(before ?? []), ...text.split(',').filter((part) => part !== '')]);
  if (field.choices && field.kind !== 'list')
    option.choices(field.nullable ? [...field.choices, 'null'] : [...field.choices]);
  return [option];
}

function inputOf(row: CommandRow, verb: Command): Record<string, unknown> {
  const input: Record<string, unknown> = Object.fromEntries(
    row.arguments.map((name, position) => [name, verb.args[position]]),
  );
  const given = verb.opts<Record<string, unknown>>();
  for (const field of row.fields) {
    // Commander names the option in its own camel case, which may differ where a name holds a figure.
    const option = verb.options.find(({ long }) => long === `--${kebab(field.name)}`);
    const value = option ? given[option.attributeName()] : undefined;
    if (value !== undefined) input[field.name] = valueOf(field, value);
  }
  return input;
}

function valueOf(field: CommandField, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (field.nullable && value === 'null') return null;
  switch (field.kind) {
    case 'number':
      return number(field.name, value);
    case 'json':
      return parsed(field.name, value);
    default:
      return value;
  }
}

function number(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new UsageFailure(`--${kebab(name)} takes a number, not “${text}”.`);
  return value;
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageFailure(`--${kebab(name)} takes JSON, such as '["a","b"]' or '{"a":1}'.`);
  }
}

/** An option's value that must be a whole number. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageFailure(`“${text}” is not a whole number.`);
  return Number(text);
}

function callOptions(row: CommandRow, verb: Command): CallOptions {
  const { ifVersion } = verb.opts<{ ifVersion?: number }>();
  const file = row.takesFile ? verb.args[row.arguments.length] : undefined;
  return {
    ...(ifVersion === undefined ? {} : { version: ifVersion }),
    ...(file === undefined ? {} : { file: fileToSend(file) }),
  };
}

/** A file as a stream, so that its size does not matter. */
export function fileToSend(path: string): NonNullable<CallOptions['file']> {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new UsageFailure(`There is no file ${path}.`);
  return { name: basename(path), content: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array> };
}

async function saveAnswer(row: CommandRow, context: VerbContext, input: unknown, output: string): Promise<void> {
  const saved = await saveStream(await context.client.stream(row.action, input as never), output);
  if (output !== '-') context.print({ file: output, bytes: saved });
}

/** Writes an answer to a new file, or to standard output for `-`, and answers its length. */
export async function saveStream({ stream }: Awaited<ReturnType<Client['stream']>>, output: string): Promise<number> {
  const source = Readable.fromWeb(stream as NodeReadableStream);
  let bytes = 0;
  source.on('data', (chunk: Uint8Array) => (bytes += chunk.length));
  if (output === '-') await pipeline(source, process.stdout, { end: false });
  else await pipeline(source, createWriteStream(output, { flags: 'wx', mode: 0o600 }));
  return bytes;
}

function exampleOf(row: CommandRow): string {
  const required = row.fields.filter((field) => field.required);
  const shown = required.length > 0 ? required : row.fields.slice(0, 1);
  const options = shown.map((field) => `--${kebab(field.name)}${field.kind === 'yes-no' ? '' : ` ${sampleOf(field)}`}`);
  return [
    row.command,
    ...row.arguments.map((name) => kebab(name).toUpperCase().replaceAll('-', '_')),
    ...(row.takesFile ? ['FILE'] : []),
    ...options,
    ...(row.versioned ? ['--if-version 1'] : []),
    ...(row.givesFile ? ['--output FILE'] : []),
  ].join(' ');
}

function sampleOf({ kind, choices }: CommandField): string {
  return (
    choices?.[0] ?? { text: 'TEXT', date: '2026-01-31', number: '10', 'yes-no': '', list: 'A,B', json: "'{}'" }[kind]
  );
}
