import type { Database, Store } from '../store/index.ts';
import type { Config } from '../config/index.ts';
import type { FileStore } from '../files/index.ts';
import type { Keys } from '../keys/index.ts';
import type { JobQueue } from '../jobs/index.ts';

/** What the machinery lends to a use case, beside the transaction. */
export interface Services {
  readonly config: Config;
  readonly database: Database;
  readonly files: FileStore;
  readonly keys: Keys;
  readonly jobs: JobQueue;
  /** What every transaction that wrote records does before it commits: keeps the index of words in step. */
  readonly beforeCommit: (store: Store) => Promise<void>;
}
