import { SaxesParser } from 'saxes';
import { utf8Chunks } from '../decode.ts';
import { TableError } from '../problem.ts';
import type { TableLimits } from '../table.ts';
import { malformedWorkbook } from './archive.ts';

export interface XmlReader {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads XML as a stream and pauses after every chunk. Document types (and with them entities) are refused,
 * as is a text or tag without end.
 */
export async function* xmlSteps(
  bytes: AsyncIterable<Buffer>,
  reader: XmlReader,
  limits: TableLimits,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let withoutEvent = 0;
  const heard = () => (withoutEvent = 0);
  parser.on('doctype', () => {
    throw malformedWorkbook('it declares a document type, which workbooks never do');
  });
  parser.on('error', () => {
    throw malformedWorkbook('its XML is not well formed');
  });
  parser.on('opentag', (tag) => {
    heard();
    reader.open(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    heard();
    reader.close?.(localName(tag.name));
  });
  if (reader.text) {
    const text = (part: string) => {
      heard();
      reader.text?.(part);
    };
    parser.on('text', text);
    parser.on('cdata', text);
  }
  try {
    for await (const chunk of utf8Chunks(bytes, 'utf-8')) {
      withoutEvent += chunk.length;
      parser.write(chunk.toString('utf8'));
      if (withoutEvent > limits.maxRecordLength) throw malformedWorkbook('one of its values has no end');
      yield;
    }
    parser.close();
  } catch (error) {
    throw error instanceof TableError && !TEXT_CODES.has(error.problem.code) ? error : notXml(error);
  }
}

const TEXT_CODES: ReadonlySet<string> = new Set(['invalid-encoding', 'nul-byte']);

function notXml(error: unknown): unknown {
  return error instanceof TableError ? malformedWorkbook('its XML is not valid UTF-8') : error;
}

/** Reads a whole XML part. */
export async function readXml(bytes: AsyncIterable<Buffer>, reader: XmlReader, limits: TableLimits): Promise<void> {
  for await (const _ of xmlSteps(bytes, reader, limits));
}

/** Attribute by local name, whatever the prefix. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  if (attributes[name] !== undefined) return attributes[name];
  return Object.entries(attributes).find(([key]) => key !== name && localName(key) === name)?.[1];
}

/** Undoes the `_x000D_` writing of characters that XML cannot hold. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
