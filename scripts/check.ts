import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: string;
  readonly output: string;
}

const root = join(import.meta.dirname, '..');
const script = (file: string, ...rest: string[]): readonly [string, ...string[]] => [
  process.execPath,
  join('scripts', file),
  ...rest,
];
const tool = (path: string, ...rest: string[]): readonly [string, ...string[]] => [
  process.execPath,
  join('node_modules', path),
  ...rest,
];

const checks: readonly Check[] = [
  { name: 'types', command: tool('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json') },
  { name: 'lint', command: tool('oxlint/bin/oxlint', '--type-aware') },
  // Warns only: past 300 lines a file should be split, past 500 the lint rule refuses it.
  { name: 'long files', command: tool('oxlint/bin/oxlint', '--config', '.oxlintrc.length.json') },
  { name: 'format', command: tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.') },
  { name: 'import table', command: script('check-imports.ts') },
  { name: 'strings', command: script('check-strings.ts') },
  { name: 'generated files', command: script('generate.ts', '--check') },
  { name: 'dead code', command: tool('knip/bin/knip.js', '--no-progress') },
];

/** Runs every check of the chosen names (all when none is named), prints what each found, and says whether all passed. */
async function runChecks(names: readonly string[]): Promise<boolean> {
  const unknown = names.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) throw new Error(`No such check: ${unknown.join(', ')}. Known: ${known()}.`);
  const waiting = checks.filter((check) => names.length === 0 || names.includes(check.name));
  const outcomes: Outcome[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const outcome = await run(next);
      outcomes.push(outcome);
      print(outcome);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
  return outcomes.every((outcome) => outcome.passed);
}

function known(): string {
  return checks.map((check) => `"${check.name}"`).join(', ');
}

async function run({ name, command: [program, ...rest] }: Check): Promise<Outcome> {
  const start = performance.now();
  // Linters find their type-aware part on the path when started outside npm.
  const path = `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`;
  const child = spawn(program, rest, {
    cwd: root,
    env: { ...process.env, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { name, passed: code === 0, seconds: ((performance.now() - start) / 1000).toFixed(1), output: output.trim() };
}

function print({ name, passed, seconds, output }: Outcome): void {
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (output) console.log(`${output}\n`);
}

process.exitCode = (await runChecks(process.argv.slice(2))) ? 0 : 1;
