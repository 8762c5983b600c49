import { readFileSync } from 'node:fs';

interface Manifest {
  readonly version: string;
}

/** The release that runs, as its manifest says. */
export const productVersion: string = (
  JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as Manifest
).version;
