import type { JobKind } from '../../platform/jobs/index.ts';
import { fillDemo } from './fill.ts';
import { demoJobInput } from './schema.ts';

/** Fills the demonstration in the background; a crash or a restart goes on where the last chunk ended. */
export const demoJob: JobKind<unknown> = {
  kind: 'demo.fill',
  run: async ({ input, actor, services, progress, report }) => {
    const asked = demoJobInput.parse(input);
    const begun = progress['today'];
    const today = typeof begun === 'string' ? begun : (asked.today ?? new Date().toISOString().slice(0, 10));
    const begin = { stage: 'cases', today, total: asked.cases };
    const resumed = typeof begun === 'string' ? { done: progress.done ?? 0 } : {};
    const { users, ...counts } = await fillDemo(
      services,
      { seed: asked.seed, cases: asked.cases, today },
      {
        actor,
        ...resumed,
        report: (done) => report({ ...begin, done }),
      },
    );
    await report({ ...begin, stage: 'done', done: counts.cases, ...counts, users: users.length });
  },
};
