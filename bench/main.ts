import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startThrowAwayCluster } from '../scripts/postgres.ts';
import { buildWebWhenStale } from '../scripts/web-build.ts';
import { fillCases, makeReader } from './caseload.ts';
import { measureCases } from './cases.ts';
import { serve } from './client.ts';
import { measureCrowd } from './crowd.ts';
import { measureDisclosure } from './disclosure.ts';
import { measureCoverage, measureEstimation, measureLinkageCoverage } from './estimation.ts';
import { measureImport } from './import.ts';
import { measureLaw } from './law.ts';
import { measureLinkage } from './linkage.ts';
import { measureBundles, measureInBrowser, measureThinLine } from './pages.ts';
import { fillPeople } from './people.ts';
import { measureReaders } from './readers.ts';
import { makeFarReader, measureSearch, sampleTyped } from './search.ts';
import { measureStart } from './start.ts';
import type { Line } from './timing.ts';

// Prints how fast Palermo is against the bare work, in one run on one machine, and keeps the table. `--quick` takes
// small sizes to see that every measurement works.

const quick = process.argv.includes('--quick');
const sizes = quick ? [6_000] : [100_000, 1_000_000];
const folder = await mkdtemp(join(tmpdir(), 'palermo-bench-'));
const cluster = await startThrowAwayCluster({ durable: true });
const lines: Line[] = [];
try {
  await buildWebWhenStale();
  lines.push(...(await measureBundles()));
  lines.push(...measureLaw(quick ? 1 : 5));
  lines.push(...(await measureImport(await databaseOf(cluster.url, 'import'), join(folder, 'import'))));
  for (const size of sizes) {
    const [url, data] = [await databaseOf(cluster.url, `cases_${size}`), join(folder, String(size))];
    const filled = await serve(url, data, false);
    await fillCases(filled.database, size);
    lines.push(...(await fillPeople(filled.database)));
    await filled.close();
    const served = await serve(url, data);
    lines.push(...(await measureCases(served, await makeReader(served.database, 100), size, quick ? 50 : 500)));
    lines.push(...(await measureSearch(served, await makeReader(served.database, 98), size, quick ? 20 : 100)));
    const guest = await makeReader(served.database, 97);
    const watched = [
      { who: 'within one agency', reader: guest, typed: await sampleTyped(served.database, guest.agencyId) },
      {
        who: 'over all agencies',
        reader: await makeFarReader(served.database, 96),
        typed: await sampleTyped(served.database, null),
      },
    ];
    lines.push(...(await measureInBrowser(served, watched, size, quick ? 3 : 20)));
    lines.push(...(await measureReaders(served, size, quick ? 3 : 30)));
    if (size === sizes[0]) lines.push(...(await measureThinLine(served, guest)));
    if (size === sizes[0]) lines.push(await measureCrowd(served, quick ? 5 : 60));
    await served.close();
  }
  lines.push(...(await measureStart(quick ? 6_000 : 100_000)));
  lines.push(await measureEstimation());
  lines.push(...(await measureDisclosure(folder)));
} finally {
  await cluster.stop();
  await rm(folder, { recursive: true, force: true });
}
const table = [
  '| what | measured | against | ratio |',
  '|---|---|---|---|',
  ...lines.map((line) => `| ${line.what} | ${line.measured} | ${line.against} | ${line.ratio} |`),
].join('\n');
const coverage = measureCoverage(quick ? 2 : 100);
const doubted = measureLinkageCoverage(quick ? 2 : 100);
const linkage = await measureLinkage(quick ? [50_000] : [50_000, 1_000_000]);
process.stdout.write(`${table}\n\n${coverage}\n\n${doubted}\n\n${linkage}\n`);
if (!quick) {
  await mkdir(new URL('../docs/generated/', import.meta.url), { recursive: true });
  await writeFile(
    new URL('../docs/generated/bench.md', import.meta.url),
    `# Measurements\n\nWritten by \`npm run bench\`. One run on a machine with ${cpus().length} processor cores (${cpus()[0]?.model.trim() ?? 'unknown'}) and ${Math.round(totalmem() / 2 ** 30)} GB of memory; client, server and database on the same machine, PostgreSQL writing through to the disk. Ratios are against the bare work in the same run.\n\n${table}\n\n## How often a 95 % interval holds the true number\n\n100 made-up populations a line; seen people only are given to the methods.\n\n${coverage}\n\nThe same where every third link told is false and match probabilities say so honestly: likely links taken as certain, and the doubt carried through.\n\n${doubted}\n\n## Linkage of invented persons\n\nOne record in five is a repetition with errors. Both programs read the same file and are held against the same truth.\n\n${linkage}\n`,
  );
}

async function databaseOf(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database bench_${name}`);
  await client.end();
  const address = new URL(url);
  address.pathname = `/bench_${name}`;
  return address.href;
}
