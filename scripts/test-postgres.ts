import { spawn } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { startThrowAwayCluster } from './postgres.ts';
import { buildWebWhenStale } from './web-build.ts';

/**
 * Runs every test that can meet a database on a PostgreSQL server: the one of DATABASE_URL, else a throw-away one.
 * Journeys in the browser see no database and run once, with `npm test`.
 */
async function testOnPostgres(vitestArguments: readonly string[]): Promise<number> {
  await buildWebWhenStale();
  const given = process.env.DATABASE_URL;
  if (given) {
    const code = await runVitest(given, vitestArguments);
    await dropTemplates(given);
    return code;
  }
  const cluster = await startThrowAwayCluster();
  try {
    return await runVitest(cluster.url, vitestArguments);
  } finally {
    await cluster.stop();
  }
}

/** The migrated databases that test files were copied from: nothing of ours stays on a server that was lent. */
async function dropTemplates(address: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    "select datname as name from pg_database where datname ~ '^palermo_template_[0-9a-f]{16}(_making)?$'",
  );
  for (const { name } of rows) await client.query(`drop database if exists ${name}`);
  await client.end();
}

async function runVitest(url: string, vitestArguments: readonly string[]): Promise<number> {
  const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs');
  const child = spawn(
    process.execPath,
    [vitest, 'run', '--project=unit', '--project=apart', '--project=system', ...vitestArguments],
    {
      stdio: 'inherit',
      env: { ...process.env, PALERMO_TEST_DATABASE: 'postgres', DATABASE_URL: url },
    },
  );
  // The terminal sends an interrupt to both; waiting for the tests to end lets the cluster be removed.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

process.exitCode = await testOnPostgres(process.argv.slice(2));
