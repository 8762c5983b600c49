import { createHash } from 'node:crypto';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

/** How many statements a connection keeps prepared; texts beyond that are planned each time. */
const MOST = 400;

/**
 * A pool whose connections prepare each statement once: the policies make planning dearer than running a small query.
 * Texts that vary without end (long lists spelt out) stop being prepared when a connection is full of them.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const named = new WeakMap<pg.PoolClient, Map<string, string>>();
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect();
      const names = named.get(client) ?? new Map<string, string>();
      named.set(client, names);
      return {
        query: (text: string, values: readonly unknown[] = []) => {
          if (values.length === 0) return client.query(text);
          const name = nameOf(names, text);
          return client.query({ text, values: [...values], ...(name ? { name } : {}) });
        },
        release: () => client.release(),
      } as unknown as PostgresPoolClient;
    },
  };
}

function nameOf(names: Map<string, string>, text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
  names.set(text, name);
  return name;
}
