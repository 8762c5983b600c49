import { z } from 'zod';
import type { DataClass } from '../../words/access.ts';

const classRegistry = z.registry<{ dataClass: DataClass }>();

/** Marks a field of a schema with its data class: it leaves only to those who read that class. */
export function classed<T extends z.ZodType>(dataClass: DataClass, schema: T): T {
  classRegistry.add(schema, { dataClass });
  return schema;
}

/** The class a schema was marked with, looking through optional and nullable. */
function dataClassOf(schema: z.core.$ZodType): DataClass | undefined {
  const own = classRegistry.get(schema as z.ZodType);
  if (own) return own.dataClass;
  const inner = innerOf(schema);
  return inner ? dataClassOf(inner) : undefined;
}

/** The fields of an object schema, typed. */
export const fieldsOf = (schema: z.ZodObject): Record<string, z.core.$ZodType> => schema.shape;

function innerOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const def = schema._zod.def;
  return 'innerType' in def ? (def.innerType as z.core.$ZodType) : undefined;
}

/**
 * The value with what the schema does not name, and what the reader's classes do not cover, left out. An object from
 * which a class was left out says so in `withheld`, so that a screen can tell "withheld" from "not asked".
 */
export function filterOutput(schema: z.core.$ZodType, value: unknown, reads: ReadonlySet<DataClass>): unknown {
  if (value === null || value === undefined) return value;
  const inner = innerOf(schema);
  if (inner) return filterOutput(inner, value, reads);
  if (schema instanceof z.ZodObject) return filterObject(schema, value as Record<string, unknown>, reads);
  if (schema instanceof z.ZodArray)
    return (value as unknown[]).map((item) => filterOutput(schema.element, item, reads));
  if (schema instanceof z.ZodUnion) {
    const option = schema.options.find((candidate) => z.safeParse(candidate, value).success);
    return option ? filterOutput(option, value, reads) : value;
  }
  return value;
}

function filterObject(schema: z.ZodObject, value: Record<string, unknown>, reads: ReadonlySet<DataClass>): unknown {
  const kept: Record<string, unknown> = {};
  const withheld: string[] = [];
  for (const [name, field] of Object.entries(fieldsOf(schema))) {
    const dataClass = dataClassOf(field);
    if (dataClass && !reads.has(dataClass)) withheld.push(name);
    else if (value[name] !== undefined) kept[name] = filterOutput(field, value[name], reads);
  }
  return withheld.length > 0 ? { ...kept, withheld } : kept;
}
