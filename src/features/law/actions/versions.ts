import { sql } from 'kysely';
import { z } from 'zod';
import { packChanges, readPack } from '../../../engines/law/index.ts';
import { collection, defineAction, Problem, type Action } from '../../../platform/action/index.ts';
import { allLoaded, lawsInUse, packAt, shippedSources } from '../laws.ts';
import { packChecked, packLoad, packLoaded, versionsListed } from '../schema.ts';

const MOST_BYTES = 2_000_000;

export const listVersions = defineAction({
  name: 'law.versions',
  method: 'GET',
  path: '/api/law/versions',
  summary: 'Every version of every law, as shipped and as loaded, and which is in force',
  input: z.object({}),
  output: versionsListed,
  permission: 'signed-in',
  subject: collection('law'),
  purpose: 'reference',
  audit: 'listed the versions of the laws',
  command: 'law versions',
  run: async ({ store }) => {
    const { law, versions } = await lawsInUse(store);
    const loaded = Map.groupBy(await allLoaded(store), ({ pack }) => pack);
    const shipped = new Set(shippedSources().packs.map(({ id }) => id));
    const listed = [...law.packs.values()].flatMap(({ pack: { id, title } }) => {
      const of = { pack: id, title };
      const later = (loaded.get(id) ?? []).map(({ packVersion, note, createdAt, createdByName }) => ({
        ...of,
        version: packVersion,
        inForce: versions[id] === packVersion,
        note,
        createdAt,
        createdByName,
      }));
      const first = {
        ...of,
        version: 0,
        inForce: versions[id] === 0,
        note: null,
        createdAt: null,
        createdByName: null,
      };
      return shipped.has(id) ? [...later, first] : later;
    });
    return { versions: listed.toSorted((a, b) => a.pack.localeCompare(b.pack)) };
  },
});

export const checkPack = defineAction({
  name: 'law.check',
  method: 'POST',
  path: '/api/law/packs/check',
  summary: 'What loading a law pack would change, or what is wrong with it by field; nothing is kept',
  input: packLoad.pick({ content: true }),
  output: packChecked,
  permission: 'law.manage',
  subject: collection('law'),
  purpose: 'administration',
  audit: 'checked a law pack',
  asks: true,
  limits: { bodyBytes: MOST_BYTES, perMinute: 30 },
  command: 'law check',
  run: async ({ store, input }) => {
    const read = readPack(input.content);
    if (!read.ok) return { pack: null, title: null, present: null, faults: [...read.faults], changes: [] };
    const { pack } = read;
    const present = (await lawsInUse(store)).versions[pack.id] ?? null;
    const inForce = present === null ? null : await packAt(store, pack.id, present);
    const changes = packChanges(inForce?.pack ?? null, pack);
    return { pack: pack.id, title: pack.title, present, faults: [], changes };
  },
});

export const loadPack = defineAction({
  name: 'law.load',
  method: 'POST',
  path: '/api/law/packs',
  summary: 'Load a law pack as a new version, checked by the format',
  input: packLoad,
  output: packLoaded,
  permission: 'law.manage',
  subject: collection('law'),
  purpose: 'administration',
  audit: 'loaded a law pack',
  auditHits: (output) => [output.id],
  auditDetail: (_input, output) => ({ pack: output.pack, version: output.version }),
  limits: { bodyBytes: MOST_BYTES, perMinute: 10 },
  command: 'law load',
  run: async ({ store, input, newId }) => {
    const read = readPack(input.content);
    if (!read.ok)
      throw new Problem('invalid-input', {
        fields: read.faults.map(({ field, message }) => ({ field: `content.${field}`, message })),
      });
    const id = newId();
    const { rows } = await sql<{ packVersion: number }>`insert into law_pack (id, pack, pack_version, content, note)
      select ${id}, ${read.pack.id}, coalesce(max(pack_version), 0) + 1, ${JSON.stringify(read.pack)}::jsonb, ${input.note}
      from law_pack where pack = ${read.pack.id} returning pack_version`.execute(store);
    return { id, pack: read.pack.id, version: rows[0]?.packVersion ?? 1 };
  },
});

export const versionActions: readonly Action[] = [listVersions, checkPack, loadPack];
