import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { collection, defineAction, type Action, type Services } from '../../platform/action/index.ts';
import { PASSPHRASE_MIN_LENGTH } from '../../platform/seal/index.ts';
import { makeBackup } from './make.ts';

export const makeBackupAction = defineAction({
  name: 'backup.make',
  method: 'POST',
  path: '/api/backup',
  summary: 'The whole installation as one file that opens with the passphrase',
  input: z.object({
    passphrase: z
      .string()
      .min(PASSPHRASE_MIN_LENGTH)
      .max(500)
      .describe('Keep it apart from the file: without it nobody can restore'),
  }),
  output: z.null(),
  permission: 'backup.run',
  subject: collection('installation'),
  purpose: 'administration',
  audit: 'made a backup',
  limits: { perMinute: 2 },
  reply: 'file',
  run: async ({ services, input, now }) => ({
    // Begins once this act is committed, so that the backup holds its own line of the trail.
    stream: Readable.from(backupContent(services, input.passphrase, now)),
    mediaType: 'application/octet-stream',
    fileName: `palermo-${now.toISOString().slice(0, 10)}.backup.age`,
  }),
});

/** Written to disk first (it is encrypted), so that a slow line does not hold the database. */
async function* backupContent(services: Services, passphrase: string, now: Date): AsyncGenerator<Buffer> {
  const folder = join(services.config.dataFolder, 'incoming');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  try {
    await makeBackup(services, path, passphrase, now);
    yield* createReadStream(path) as AsyncIterable<Buffer>;
  } finally {
    await rm(path, { force: true });
  }
}

export const backupActions: readonly Action[] = [makeBackupAction];
