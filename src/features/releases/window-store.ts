import { sql } from 'kysely';
import type { Store } from '../../platform/store/index.ts';
import type { ReleaseOpened } from './schema.ts';

export interface PublicWindow {
  readonly name: string;
  readonly country: string;
  readonly about: string | null;
  readonly embedders: readonly string[];
}

/** What anyone may read of a published version; a withdrawn one tells that it was, and why, and no figure. */
export type PublicRelease = Pick<
  ReleaseOpened,
  | 'id'
  | 'seriesId'
  | 'number'
  | 'kind'
  | 'title'
  | 'unit'
  | 'fields'
  | 'cutOff'
  | 'method'
  | 'settings'
  | 'note'
  | 'licence'
  | 'citation'
  | 'changes'
  | 'state'
  | 'told'
  | 'figures'
  | 'publishedAt'
  | 'withdrawnAt'
  | 'withdrawnReason'
>;

interface Supersession {
  readonly supersededOn: string;
  readonly withdrawnOn: string;
  readonly reason: string;
}

/**
 * What became of the versions after this one, where all of them were withdrawn: it stands again, though it was superseded. Null
 * where there was none, or one of them stands.
 */
export function supersessionOf(release: PublicRelease, all: readonly PublicRelease[]): Supersession | null {
  const later = all
    .filter(({ seriesId, number }) => seriesId === release.seriesId && number > release.number)
    .toSorted((a, b) => a.number - b.number);
  const [first, last] = [later[0], later.at(-1)];
  if (!first || !last || later.some(({ state }) => state !== 'withdrawn')) return null;
  return {
    supersededOn: first.publishedAt ?? first.cutOff,
    withdrawnOn: last.withdrawnAt ?? last.cutOff,
    reason: last.withdrawnReason ?? '',
  };
}

/** The window of an agency by its code; null where none is open, which is the same as no such agency. */
export async function windowOf(store: Store, agency: string): Promise<PublicWindow | null> {
  const { rows } = await sql<PublicWindow>`select * from public_window_of(${agency})`.execute(store);
  return rows[0] ?? null;
}

export async function publishedOf(store: Store, agency: string): Promise<PublicRelease[]> {
  const { rows } =
    await sql<PublicRelease>`select id, series_id, number, kind, title, unit, fields, cut_off::text as cut_off, method,
    settings, note, licence, citation, changes, state, told, figures, published_at, withdrawn_at, withdrawn_reason
    from public_releases_of(${agency})`.execute(store);
  // Of what the build found, only how many records there are is for everyone.
  return rows.map(({ figures, ...row }) => ({
    ...row,
    figures: figures?.records === undefined ? null : { records: figures.records },
  }));
}

export async function publishedRecords(store: Store, agency: string, id: string): Promise<string | null> {
  const { rows } = await sql<{ records: string | null }>`select public_records_of(${agency}, ${id}) as records`.execute(
    store,
  );
  return rows[0]?.records ?? null;
}
