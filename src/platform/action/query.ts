import type { z } from 'zod';
import { fieldsOf } from './output.ts';

/** Turns the texts of a query string and of path parameters into what the schema's fields expect; never guesses a value. */
export function decodeTexts(
  schema: z.ZodObject,
  texts: Record<string, string | string[] | undefined>,
): Record<string, unknown> {
  // Without a prototype: a field may be called `constructor` or `__proto__`, and is then unknown like any other.
  const decoded = Object.create(null) as Record<string, unknown>;
  const fields = fieldsOf(schema);
  for (const [name, text] of Object.entries(texts)) {
    if (text === undefined) continue;
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    decoded[name] = field ? decodeText(field, text) : text;
  }
  return decoded;
}

function decodeText(field: z.core.$ZodType, text: string | string[]): unknown {
  const kind = kindOf(field);
  if (kind === 'array') return (Array.isArray(text) ? text : text.split(',')).filter((part) => part !== '');
  if (Array.isArray(text)) return text;
  if (kind === 'number' && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function kindOf(field: z.core.$ZodType): string {
  const def = field._zod.def;
  if ('innerType' in def) return kindOf(def.innerType as z.core.$ZodType);
  if (def.type === 'int') return 'number';
  return def.type;
}
