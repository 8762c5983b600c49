import fc, { type Arbitrary } from 'fast-check';
import type { z } from 'zod';

/** Values a schema takes, or nearly takes: what its refinements add on top is left to the caller's overrides. */
export function arbitraryOf(schema: z.core.$ZodType): Arbitrary<unknown> {
  const def = schema._zod.def as z.core.$ZodTypeDef & Record<string, unknown>;
  switch (def.type) {
    case 'object':
      return objectOf((schema as z.ZodObject).shape as Record<string, z.core.$ZodType>);
    case 'optional':
    case 'default':
    case 'prefault':
      return fc.option(arbitraryOf(def['innerType'] as z.core.$ZodType), { nil: undefined });
    case 'nullable':
      return fc.option(arbitraryOf(def['innerType'] as z.core.$ZodType), { nil: null });
    case 'array':
      return fc.array(arbitraryOf(def['element'] as z.core.$ZodType), { maxLength: 3 });
    case 'enum':
      return fc.constantFrom(...Object.values(def['entries'] as Record<string, string>));
    case 'literal':
      return fc.constantFrom(...(def['values'] as unknown[]));
    case 'union':
      return fc.oneof(...(def['options'] as z.core.$ZodType[]).map(arbitraryOf));
    case 'record':
      return fc.dictionary(keyOf(def['keyType'] as z.core.$ZodType), arbitraryOf(def['valueType'] as z.core.$ZodType), {
        maxKeys: 3,
      });
    case 'boolean':
      return fc.boolean();
    case 'number':
      return numberOf(schema as z.ZodNumber);
    case 'string':
      return stringOf(schema as z.ZodString);
    case 'pipe':
      return arbitraryOf(def['in'] as z.core.$ZodType);
    default:
      return fc.jsonValue();
  }
}

const keyOf = (schema: z.core.$ZodType): Arbitrary<string> => arbitraryOf(schema).map(String);

function objectOf(shape: Record<string, z.core.$ZodType>): Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, arbitraryOf(field)]));
  return fc
    .record(fields)
    .map((value) => Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)));
}

function numberOf(schema: z.ZodNumber): Arbitrary<number> {
  const low = Math.max(schema.minValue ?? -1000, -1e9);
  const high = Math.min(schema.maxValue ?? 1000, 1e9);
  const [min, max] = [Math.ceil(low), Math.floor(high)];
  // No whole number lies in the bounds: a share or a chance is asked for.
  return min > max ? fc.constant((low + high) / 2) : fc.integer({ min, max });
}

function stringOf(schema: z.ZodString): Arbitrary<string> {
  const format = schema.format as string | null;
  if (format === 'uuid' || format === 'guid') return fc.uuid();
  if (format === 'date')
    return fc
      .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
  if (format === 'datetime')
    return fc
      .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((day) => day.toISOString());
  if (format === 'email') return fc.stringMatching(/^[a-z]{3,9}$/).map((name) => `${name}@example.org`);
  if (format === 'url') return fc.constant('https://example.org/');
  const minLength = Math.min(schema.minLength ?? 0, 500);
  const maxLength = Math.min(schema.maxLength ?? minLength + 20, minLength + 40);
  return fc.oneof(
    fc.string({ minLength: Math.max(1, minLength), maxLength: Math.max(1, maxLength) }),
    fc.constant('Siti binti Ahmad عائشة မမ ស្រី Nguyễn'.padEnd(minLength, 'x').slice(0, Math.max(1, maxLength))),
  );
}

/** One fixed value of a schema, the same on every run. */
export function sampleOf(schema: z.core.$ZodType): unknown {
  return fc.sample(arbitraryOf(schema), { seed: 7, numRuns: 1 })[0];
}
