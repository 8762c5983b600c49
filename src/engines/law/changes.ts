import type { LawPack } from './pack.ts';

/** One place in which two versions of a law pack differ; what is not there is null, other values are written as JSON. */
interface PackChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * Where a law pack differs from another version of it, place by place. Parts of a list that have an id, a key or a
 * condition of their own are held against their likes, wherever they stand. Before is null for a law that is new.
 */
export function packChanges(before: LawPack | null, after: LawPack): PackChange[] {
  return before === null ? [{ path: '', before: null, after: after.title }] : differing('', before, after);
}

function differing(path: string, before: unknown, after: unknown): PackChange[] {
  const [own, other] = [partsOf(before), partsOf(after)];
  const alike = own !== null && other !== null && Array.isArray(before) === Array.isArray(after);
  if (!alike) {
    const [was, is] = [written(before), written(after)];
    return was === is ? [] : [{ path, before: was, after: is }];
  }
  const names = [...new Set([...own.keys(), ...other.keys()])];
  return names.flatMap((name) => differing(path === '' ? name : `${path}.${name}`, own.get(name), other.get(name)));
}

const written = (value: unknown): string | null =>
  value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);

/** The named parts of an object or a list of objects; null for what is one value, as lists of words are. */
function partsOf(value: unknown): Map<string, unknown> | null {
  if (Array.isArray(value)) {
    if (!value.every(isRecord)) return null;
    const names = value.map((part, at) => nameOf(part) ?? String(at));
    const own = new Set(names).size === names.length;
    return new Map(value.map((part, at) => [own ? (names[at] ?? String(at)) : String(at), part]));
  }
  return isRecord(value) ? new Map(Object.entries(value)) : null;
}

function nameOf(part: Record<string, unknown>): string | null {
  const name = part['id'] ?? part['key'] ?? part['condition'];
  return typeof name === 'string' ? name : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
