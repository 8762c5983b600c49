import { sql } from 'kysely';
import {
  lawPackSchema,
  prepareLaw,
  sourcesFrom,
  type Law,
  type LawPack,
  type LawSources,
} from '../../engines/law/index.ts';
import { readPublished } from '../../platform/published/index.ts';
import type { Store } from '../../platform/store/index.ts';

/** A pack as somebody loaded it. */
export interface LoadedPack {
  readonly pack: string;
  readonly packVersion: number;
  readonly content: unknown;
  readonly note: string;
  readonly createdAt: string;
}

/** The laws in use: the shipped packs, each in its highest loaded version. */
export interface LawsInUse {
  readonly law: Law;
  readonly versions: Readonly<Record<string, number>>;
}

let shipped: LawSources | null = null;

/** The packs this product ships: version 0 of each. */
export function shippedSources(): LawSources {
  shipped ??= sourcesFrom(readPublished('law'));
  return shipped;
}

let last: { readonly key: string; readonly laws: LawsInUse } | null = null;

/** The laws in use now. What was made ready is kept until a version is loaded: the versions, not the caller, decide it. */
export async function lawsInUse(store: Store): Promise<LawsInUse> {
  const { rows } = await sql<{ pack: string; packVersion: number }>`
    select pack, max(pack_version)::integer as pack_version from law_pack group by pack order by pack`.execute(store);
  const key = rows.map(({ pack, packVersion }) => `${pack} ${packVersion}`).join();
  if (last?.key === key) return last.laws;
  const loaded = await Promise.all(rows.map(({ pack, packVersion }) => packAt(store, pack, packVersion)));
  const laws = withLoaded(loaded.flatMap((one) => (one ? [one] : [])));
  last = { key, laws };
  return laws;
}

function withLoaded(loaded: readonly { pack: LawPack; version: number }[]): LawsInUse {
  const sources = shippedSources();
  const replaced = new Map(loaded.map(({ pack }) => [pack.id, pack]));
  const packs = [...sources.packs.filter(({ id }) => !replaced.has(id)), ...replaced.values()];
  const versions = Object.fromEntries(
    packs.map(({ id }) => [id, loaded.find(({ pack }) => pack.id === id)?.version ?? 0]),
  );
  return { law: prepareLaw({ ...sources, packs }), versions };
}

/** One version of a pack; version 0 is the shipped one. Null where there is none. */
export async function packAt(
  store: Store,
  id: string,
  version: number,
): Promise<{ pack: LawPack; version: number } | null> {
  if (version === 0) {
    const pack = shippedSources().packs.find((one) => one.id === id);
    return pack ? { pack, version } : null;
  }
  const { rows } = await sql<{ content: unknown }>`
    select content from law_pack where pack = ${id} and pack_version = ${version}`.execute(store);
  return rows[0] ? { pack: lawPackSchema.parse(rows[0].content), version } : null;
}

/** The law in use with one pack in another version. */
export async function lawWith(store: Store, id: string, version: number): Promise<Law | null> {
  const [{ law }, found] = [await lawsInUse(store), await packAt(store, id, version)];
  if (!found) return null;
  return prepareLaw({ ...law.sources, packs: [...law.sources.packs.filter((one) => one.id !== id), found.pack] });
}

/** Versions of a pack that were loaded, the latest first. */
export async function loadedVersions(store: Store, id: string): Promise<LoadedPack[]> {
  const { rows } = await sql<LoadedPack>`
    select pack, pack_version, content, note, created_at from law_pack where pack = ${id} order by pack_version desc`.execute(
    store,
  );
  return rows;
}

/** Every version that was loaded of any pack, the latest first within each. */
export async function allLoaded(
  store: Store,
): Promise<(Omit<LoadedPack, 'content'> & { readonly createdByName: string | null })[]> {
  const { rows } = await sql<Omit<LoadedPack, 'content'> & { createdByName: string | null }>`
    select p.pack, p.pack_version, p.note, p.created_at,
      (select u.name from app_user u where u.id = p.created_by) as created_by_name
    from law_pack p order by p.pack, p.pack_version desc`.execute(store);
  return rows;
}
