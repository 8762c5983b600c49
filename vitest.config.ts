import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const patient = { testTimeout: 120_000, hookTimeout: 120_000, teardownTimeout: 30_000 };

/** What takes longest, so that no long file is left for one worker while the other has nothing more to do. */
const longest = [
  'tests/crash/crash',
  'tests/access/deny',
  'src/features/imports/ctdc-import',
  'tests/attacks/fuzz',
  'src/features/backup/backup',
  'tests/start/one-folder',
  'tests/start/start',
  'tests/attacks/database',
  'tests/attacks/ids',
  'src/features/imports/own-list-import',
  'src/features/imports/interrupted-import',
  'src/features/exports/exports',
  'src/platform/store/migrate',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return at < 0 ? longest.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}

/** What never meets a database, or meets it by nothing of its own, runs once, with `npm test`: not on a server. */
const onceOnly = [
  'src/cli/**',
  'src/client/**',
  'src/engines/**',
  'src/kit/**',
  'src/web/**',
  'src/words/**',
  'src/**/ui/**',
  'src/**/rules.test.ts',
  'src/**/rules/**',
  'src/platform/tables/**',
  'src/platform/http/**',
  'scripts/**',
  'bench/**',
  'tests/browser/**',
  // About the folder of the embedded database, whatever else there is.
  'src/platform/store/durable-files.test.ts',
  'tests/start/one-folder.test.ts',
  'tests/start/start.test.ts',
  // About what is sent, whatever database answers.
  'tests/attacks/fuzz.test.ts',
  'tests/attacks/requests.test.ts',
];
/** What replaces a module, or asks how one is before its first use. */
const apart = [
  'src/words/gazetteer.test.ts',
  'src/features/accounts/sign-in.test.ts',
  'src/features/attachments/attachments.test.ts',
];
const leftOut = process.env['PALERMO_TEST_DATABASE'] === 'postgres' ? onceOnly : [];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Files of a worker share their modules, as requests of a server do: to load them anew took a fifth of the time.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    ...patient,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: [...apart, ...leftOut],
        },
      },
      {
        extends: true,
        test: { name: 'apart', include: apart, exclude: leftOut, isolate: true },
      },
      {
        extends: true,
        test: { name: 'system', include: ['tests/**/*.test.ts'], exclude: ['tests/journeys/**', ...leftOut] },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          // One browser and one server at a time, after the rest: together they fill two cores.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
