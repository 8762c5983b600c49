import { speakAsTerminal } from './codeWords.ts';
import { reportFailure } from './failure.ts';
import { buildProgram } from './program.ts';

const json = process.argv.includes('--json');
// A reader that has seen enough, as `head`, closes the pipe; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
try {
  await speakAsTerminal(process.env);
  await buildProgram(json).parseAsync(process.argv);
} catch (error) {
  process.exitCode = reportFailure(error, json);
}
