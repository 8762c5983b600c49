import { createHash } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';

/** Passes content on and fails at its end unless it is byte for byte what came in, so that a changed file never looks whole. */
export function verified(content: Readable, sha256: string): Readable {
  const hash = createHash('sha256');
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(hash.digest('hex') === sha256 ? null : new Error('the stored content is not what was attached'));
    },
  });
  content.on('error', (error) => check.destroy(error));
  // Whoever sends it may have gone before the end is reached; what is then found must not stop the process.
  check.on('error', () => content.destroy());
  check.on('close', () => content.destroy());
  return content.pipe(check);
}
