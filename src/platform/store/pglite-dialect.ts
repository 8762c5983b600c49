import type { PGlite, Results } from '@electric-sql/pglite';
import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
} from 'kysely';

/**
 * Kysely on an embedded PGlite. The engine has one session, so a connection is lent to one caller at a time and the
 * others queue; Kysely's own dialect lends it to everybody at once, which mixes their transactions.
 */
export function pgliteDialect(engine: PGlite): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => pgliteDriver(engine),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

function pgliteDriver(engine: PGlite): Driver {
  const connection = pgliteConnection(engine);
  const waiting: (() => void)[] = [];
  let lent = false;
  return {
    init: () => engine.waitReady,
    acquireConnection: async () => {
      if (lent) await new Promise<void>((resolve) => waiting.push(resolve));
      lent = true;
      return connection;
    },
    releaseConnection: async () => {
      const next = waiting.shift();
      if (next) next();
      else lent = false;
    },
    beginTransaction: async () => void (await connection.executeQuery(CompiledQuery.raw('begin'))),
    commitTransaction: async () => void (await connection.executeQuery(CompiledQuery.raw('commit'))),
    rollbackTransaction: async () => void (await connection.executeQuery(CompiledQuery.raw('rollback'))),
    destroy: () => engine.close(),
  };
}

function pgliteConnection(engine: PGlite): DatabaseConnection {
  return {
    executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
      const result =
        query.parameters.length > 0
          ? await engine.query<Row>(query.sql, [...query.parameters])
          : await lastOf<Row>(engine, query.sql);
      return { rows: result.rows, numAffectedRows: BigInt(result.affectedRows ?? 0) };
    },
    streamQuery: () => {
      throw new Error('Streaming is not supported on the embedded database; read in pages.');
    },
  };
}

/** Without parameters several statements may come together, as on a PostgreSQL server; the last one's rows count. */
async function lastOf<Row>(engine: PGlite, text: string): Promise<Results<Row>> {
  const results = (await engine.exec(text)) as Results<Row>[];
  return results.at(-1) ?? { rows: [], fields: [], affectedRows: 0 };
}
