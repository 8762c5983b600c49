import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { openInstallation } from '../src/installation.ts';
import { readConfig } from '../src/platform/config/index.ts';
import { openEmbedded, openPostgres, type Database } from '../src/platform/store/index.ts';
import { milliseconds, times, type Line } from './timing.ts';

const file = new URL('../data/ctdc/ctdc_global_kanon_2020-04_core7_2002-2016.csv.gz', import.meta.url);

/** Import of the shipped CTDC file, both steps, against a plain bulk insert of the same rows, on both databases. */
export async function measureImport(serverUrl: string, folder: string): Promise<Line[]> {
  const server = await openPostgres(serverUrl);
  const onServer = await importInto(server, 'PostgreSQL', `${folder}-server`);
  await server.close();
  const embedded = await openEmbedded(`${folder}-embedded`);
  const onEmbedded = await importInto(embedded, 'embedded', `${folder}-files`);
  await embedded.close();
  return [onServer, onEmbedded];
}

async function importInto(database: Database, name: string, dataFolder: string): Promise<Line> {
  const installation = await openInstallation(readConfig({ PALERMO_DATA: dataFolder }), { database });
  const headers = { authorization: `Bearer ${installation.services.keys.operatorToken}` };
  const call = async <T>(
    method: 'GET' | 'POST',
    url: string,
    extra: Record<string, string> = {},
    payload?: Buffer,
  ): Promise<T> => {
    const answer = await installation.server.inject({
      method,
      url,
      headers: { ...headers, ...extra },
      ...(payload ? { payload } : {}),
    });
    if (answer.statusCode !== 200)
      throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.payload.slice(0, 300)}`);
    return JSON.parse(answer.payload) as T;
  };
  await sql`insert into agency (id, code, name, kind, country) values (gen_random_uuid(), 'BENCH', 'Bench', 'un-body', 'IDN')`.execute(
    database.owner,
  );
  const until = async (id: string, state: string): Promise<number> => {
    for (;;) {
      const found = await call<{ state: string; version: number }>('GET', `/api/imports/${id}`);
      if (found.state === state) return found.version;
      if (found.state === 'failed' || found.state === 'cancelled') throw new Error(`import ${found.state}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const content = await readFile(file);
  let id = '';
  let version = 0;
  const draft = await milliseconds(async () => {
    id = (
      await call<{ id: string }>(
        'POST',
        '/api/imports?layout=ctdc&agency=BENCH',
        { 'content-type': 'application/octet-stream', 'x-file-name': 'ctdc.csv.gz' },
        content,
      )
    ).id;
    version = await until(id, 'drafted');
  });
  const apply = await milliseconds(async () => {
    await call('POST', `/api/imports/${id}/apply`, { 'if-match': String(version) });
    await until(id, 'applied');
  });
  const { rows, spent } = await plainInsert(database, content);
  await installation.close();
  const rate = (milli: number): string => `${Math.round(rows / (milli / 1000)).toLocaleString('en')} rows/s`;
  return {
    what: `import of ${rows.toLocaleString('en')} CTDC rows, ${name}`,
    measured: `draft ${rate(draft)}, apply ${rate(apply)}`,
    against: `plain bulk insert of the seven columns into one table ${rate(spent)}`,
    ratio: `draft ${times(draft / spent)}, apply ${times(apply / spent)} the time`,
  };
}

/** The same rows as texts into one table without keys, in chunks of a thousand. */
async function plainInsert(database: Database, content: Buffer): Promise<{ rows: number; spent: number }> {
  const [header = '', ...lines] = gunzipSync(content).toString('utf8').trim().split('\n');
  const columns = header.split(',').map((_name, position) => `c${position}`);
  await sql`create table bench_plain (${sql.join(columns.map((column) => sql`${sql.raw(column)} text`))})`.execute(
    database.owner,
  );
  const spent = await milliseconds(async () => {
    for (let first = 0; first < lines.length; first += 1000) {
      const chunk = lines
        .slice(first, first + 1000)
        .map((line) => Object.fromEntries(line.split(',').map((cell, position) => [`c${position}`, cell])));
      await sql`insert into bench_plain select * from jsonb_populate_recordset(null::bench_plain, ${JSON.stringify(chunk)}::jsonb)`.execute(
        database.owner,
      );
    }
  });
  return { rows: lines.length, spent };
}
