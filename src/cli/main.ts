import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { reportFailure } from './failure.ts';

// Half of a short command's time is reading the program. What was read is kept beside the packages, where only who installs writes;
// where that cannot be written, nothing is kept.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/palermo'));

const json = process.argv.includes('--json');
// A reader that has seen enough, as `head`, closes the pipe; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
try {
  const [{ speakAsTerminal }, { buildProgram }] = await Promise.all([import('./codeWords.ts'), import('./program.ts')]);
  await speakAsTerminal(process.env);
  await buildProgram(json).parseAsync(process.argv);
} catch (error) {
  process.exitCode = reportFailure(error, json);
}
