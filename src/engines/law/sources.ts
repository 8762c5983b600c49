import type { z } from 'zod';
import { codeMapSchema, lawPackSchema, readingsSchema, type LawPack, type LawSources } from './pack.ts';
import type { Fault } from './read.ts';

/** A file of a body of law as it was read. */
interface SourceFile {
  readonly name: string;
  readonly content: unknown;
}

const notPacks: ReadonlySet<string> = new Set(['code-map', 'examples', 'readings']);

/** A body of law from its files: every one a pack but the code map, the readings and the worked examples. */
export function sourcesFrom(files: readonly SourceFile[]): LawSources {
  const content = (name: string): unknown => files.find((file) => file.name === name)?.content;
  return {
    packs: files.filter(({ name }) => !notPacks.has(name)).map((file) => lawPackSchema.parse(file.content)),
    codeMap: codeMapSchema.parse(content('code-map')),
    readings: readingsSchema.parse(content('readings')),
  };
}

/** A body of law with one pack put in place of the one of its id, or added. */
export function withPack(sources: LawSources, pack: LawPack): LawSources {
  return { ...sources, packs: [...sources.packs.filter(({ id }) => id !== pack.id), pack] };
}

export type PackReading =
  { readonly ok: true; readonly pack: LawPack } | { readonly ok: false; readonly faults: readonly Fault[] };

/** Reads a pack that somebody brings: what it lacks is said by field, and what cannot be true of a law is refused. */
export function readPack(content: unknown): PackReading {
  const parsed = lawPackSchema.safeParse(content);
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.map(asFault) };
  const faults = parsed.data.offences.flatMap(({ id, penalty: { imprisonment, fine } }) => [
    ...(isReversed(imprisonment.min_months, imprisonment.max_months)
      ? [{ field: `offences.${id}.penalty.imprisonment`, message: 'The minimum exceeds the maximum.' }]
      : []),
    ...(isReversed(fine.min, fine.max)
      ? [{ field: `offences.${id}.penalty.fine`, message: 'The minimum exceeds the maximum.' }]
      : []),
  ]);
  const ids = parsed.data.offences.map(({ id }) => id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  const all = [...faults, ...twice.map((id) => ({ field: 'offences', message: `Two offences have the id ${id}.` }))];
  return all.length > 0 ? { ok: false, faults: all } : { ok: true, pack: parsed.data };
}

const isReversed = (min: number | null, max: number | null): boolean => min !== null && max !== null && min > max;

const asFault = (issue: z.core.$ZodIssue): Fault => ({
  field: issue.path.map(String).join('.') || 'pack',
  message: `${issue.message}. See data/law/FORMAT.md.`,
});
