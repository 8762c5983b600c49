export { openEmbedded, openPostgres, type Database, type Tables } from './open.ts';
export { migrate, shippedMigrations } from './migrate.ts';
export { asActor, asOwner, asOwnerFor, type Store } from './transaction.ts';
export { lockFolder } from './folder-lock.ts';
export { explainDatabase } from './explain.ts';
