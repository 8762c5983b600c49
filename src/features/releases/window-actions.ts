import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { z } from 'zod';
import {
  collection,
  defineAction,
  definePublicAction,
  notFound,
  orNotFound,
  type Action,
} from '../../platform/action/index.ts';
import type { FileReply } from '../../platform/action/define.ts';
import type { Store } from '../../platform/store/index.ts';
import { windowChange, windowShown } from './schema.ts';
import { publicCsv } from './table-csv.ts';
import { closedPage, readMe, windowPage } from './window-page.ts';
import { languageOf, type WindowLanguage } from './window-words.ts';
import { publishedOf, publishedRecords, supersessionOf, windowOf } from './window-store.ts';

async function shownWindow(store: Store, agencyId: string): Promise<z.output<typeof windowShown>> {
  const { rows } = await sql<z.output<typeof windowShown>>`select coalesce(w.open, false) as open, w.about,
      coalesce(w.embedders, '{}') as embedders, a.code as agency_code, coalesce(w.version, 0) as version
    from agency a left join public_window w on w.agency_id = a.id where a.id = ${agencyId}`.execute(store);
  return orNotFound(rows[0] ?? null);
}

export const showWindow = defineAction({
  name: 'public-window.show',
  method: 'GET',
  path: '/api/release-window',
  summary: 'Whether the agency shows its published releases to anyone, and which sites may frame them',
  input: z.object({}),
  output: windowShown,
  permission: 'release.prepare',
  subject: collection('public-window'),
  purpose: 'statistics',
  audit: 'read the settings of the public window',
  run: async ({ store, actor }) => shownWindow(store, actor.agencyId),
});

export const changeWindow = defineAction({
  name: 'public-window.change',
  method: 'PUT',
  path: '/api/release-window',
  summary: 'Open or close the public window, and say which sites may frame it',
  input: windowChange,
  output: windowShown,
  permission: 'release.approve',
  subject: collection('public-window'),
  purpose: 'statistics',
  audit: 'changed the public window',
  auditDetail: ({ open }) => ({ open }),
  command: 'release window',
  run: async ({ store, actor, input, now }) => {
    await sql`insert into public_window (agency_id, open, about, embedders) values (${actor.agencyId}, ${input.open}, ${input.about}, ${input.embedders}::text[])
      on conflict (agency_id) do update set open = excluded.open, about = excluded.about, embedders = excluded.embedders,
        version = public_window.version + 1, updated_at = ${now.toISOString()}, updated_by = ${actor.userId}`.execute(
      store,
    );
    return shownWindow(store, actor.agencyId);
  },
});

// Whatever stands in the address, the answer is a page: only what is written as a code is looked up.
const address = z.string().max(200);
const isCode = (text: string): boolean => /^[A-Za-z0-9_-]{1,60}$/.test(text);
const perMinute = 300;

const opened = {
  permission: 'anyone',
  subject: collection('public-window'),
  purpose: 'reference',
  limits: { perMinute },
  reply: 'file',
  output: z.null(),
} as const;

/** A page of the window may be framed by the sites its agency named and by no other. */
function page(content: string, mediaType: string, embedders: readonly string[], status: 200 | 404 = 200): FileReply {
  const ancestors = embedders.length === 0 ? "'self'" : embedders.join(' ');
  return {
    stream: Readable.from([content]),
    mediaType,
    fileName: '',
    status,
    headers: {
      'content-security-policy': `default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ${ancestors}`,
      'cache-control': status === 200 ? 'public, max-age=60' : 'no-store',
      vary: 'accept-language',
    },
  };
}

/** The same page whether there is no such agency, its window is closed, or a release is not out. */
const nothingHere = async (language: WindowLanguage): Promise<FileReply> =>
  page(await closedPage(language), html, [], 404);

const html = 'text/html; charset=utf-8';

export const publicPage = definePublicAction({
  ...opened,
  name: 'public-window.page',
  method: 'GET',
  path: '/public/:agency',
  summary: 'The page of published figures of an agency that shows them, for anyone, without scripts',
  input: z.object({
    agency: address,
    lang: address.optional().describe('en, id or ur; else what the browser asks for'),
    release: address.optional().describe('Only this one, to be framed in another page'),
  }),
  audit: 'read the public window',
  run: async ({ store, input, caller }) => {
    const language = languageOf(input.lang, caller.languages);
    const window = isCode(input.agency) ? await windowOf(store, input.agency) : null;
    if (window === null) return nothingHere(language);
    const all = await publishedOf(store, input.agency);
    const releases = input.release === undefined ? all : all.filter(({ id }) => id === input.release);
    if (input.release !== undefined && releases.length === 0) return nothingHere(language);
    const shown = { ...window, code: input.agency, releases, all, alone: input.release ?? null };
    return page(await windowPage(shown, language), html, window.embedders);
  },
});

const style = new URL('../../kit/publicWindow.css', import.meta.url);

export const publicStyle = definePublicAction({
  ...opened,
  name: 'public-window.style',
  method: 'GET',
  path: '/public/window.css',
  summary: 'How the public pages look',
  input: z.object({}),
  audit: 'read the style of the public window',
  run: async () => page(await readFile(style, 'utf8'), 'text/css; charset=utf-8', []),
});

export const publicContent = definePublicAction({
  ...opened,
  name: 'public-window.content',
  method: 'GET',
  path: '/public/:agency/:release/content',
  summary: 'A published release as CSV with licence and citation, as JSON, or what to know of it as text',
  input: z.object({
    agency: address,
    release: address,
    format: z.enum(['csv', 'json', 'readme']).default('csv'),
    lang: address.optional(),
  }),
  audit: 'downloaded a published release',
  run: async ({ store, input, caller }) => {
    const language = languageOf(input.lang, caller.languages);
    const all = isCode(input.agency) ? await publishedOf(store, input.agency) : [];
    const release = all.find(({ id }) => id === input.release);
    if (release?.state !== 'published') {
      if (input.format === 'json') throw notFound();
      return nothingHere(language);
    }
    const name = `${input.agency}-${release.cutOff}-v${release.number}`;
    const file = (content: string, mediaType: string, fileName: string): FileReply => ({
      stream: Readable.from([content]),
      mediaType,
      fileName,
    });
    if (input.format === 'json')
      return file(
        JSON.stringify({ ...release, superseded: supersessionOf(release, all) }, null, 2),
        'application/json',
        `${name}.json`,
      );
    if (input.format === 'readme')
      return file(await readMe(release, all, language), 'text/plain; charset=utf-8', `${name}-readme.txt`);
    const records = release.kind === 'table' ? null : await publishedRecords(store, input.agency, release.id);
    return file(publicCsv(release, records), 'text/csv; charset=utf-8', `${name}.csv`);
  },
});

export const publicWindowActions: readonly Action[] = [
  showWindow,
  changeWindow,
  publicPage,
  publicStyle,
  publicContent,
];
