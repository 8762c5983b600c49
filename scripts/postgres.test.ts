import { expect, test } from 'vitest';
import pg from 'pg';
import { findPostgresBinaries, startThrowAwayCluster } from './postgres.ts';

function postgresIsInstalled(): boolean {
  try {
    return findPostgresBinaries() !== '';
  } catch {
    return false;
  }
}

test.runIf(postgresIsInstalled())(
  'a tester gets a PostgreSQL server that folds letters of every script, and it leaves nothing',
  async () => {
    const cluster = await startThrowAwayCluster();
    const client = new pg.Client({ connectionString: cluster.url });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ folded: string }>(`select lower('ÉŞÑ') as folded`);
    expect(rows[0]?.folded).toBe('éşñ');
    await client.end();
    await cluster.stop();
    await expect(new pg.Client({ connectionString: cluster.url }).connect()).rejects.toThrow('ECONNREFUSED');
  },
);
