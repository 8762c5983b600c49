import { buildWebWhenStale } from './web-build.ts';

await buildWebWhenStale();
// In this process, so that signals reach the server and no orphan can hold the data folder.
await import('../src/main.ts');
