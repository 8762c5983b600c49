import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { ActionTypes, Client } from '../../client/index.ts';
import { Failure } from '../failure.ts';
import { wholeNumber } from '../generic.ts';
import { readable } from '../print.ts';
import { progressLine } from '../progress.ts';
import { commandAt, example, withConnection } from '../verb.ts';

// Every look is in the audit trail.
const PAUSE_MILLISECONDS = 1000;

/** Fills an empty installation with an invented caseload and says who can sign in. */
export function addDemoVerb(program: Command): void {
  const demo = commandAt(program, 'demo')
    .summary('fill an empty installation with an invented caseload, and print who can sign in')
    .description(
      'Fills an empty installation with an invented caseload: no real person is in it. Every page then says so, and no second\nfactor is asked for.',
    )
    .option('--seed <text>', 'the same seed gives the same caseload')
    .option('--cases <number>', 'how many cases', wholeNumber)
    .addHelpText('after', example('demo --seed 7 --cases 500'));
  demo.action((options: { seed?: string; cases?: number }) =>
    withConnection(demo, { work: true }, async ({ client, clientAs, json, print }) => {
      const { jobId } = await client.call('demo.fill', options);
      await done(client, jobId, 'Inventing cases');
      const library = await client.call('series.fill', {});
      await done(client, library.jobId, 'Bringing in published figures');
      await releaseFigures(clientAs);
      const people = await client.call('demo.show', {});
      if (json) print(people);
      else process.stdout.write(`${readable(people)}\n\nStart the server with npm start and sign in as one of them.\n`);
    }),
  );
}

/** Two people of the invented migration office, who may release figures. */
const maker = 'analyst@un.demo.example.org';
const second = 'programme-officer@un.demo.example.org';

/**
 * Lets figures out as an office would: one builds them, another opens, approves and publishes them and opens the public window.
 * A caseload too small for it is left without.
 */
async function releaseFigures(clientAs: (email: string) => Client): Promise<void> {
  const [first, other] = [clientAs(maker), clientAs(second)];
  const today = new Date();
  const monthEnd = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 0)).toISOString().slice(0, 10);
  const { id: releaseId } = await first.call('releases.build', {
    title: 'Detected victims by year and sex',
    method: 'suppress',
    fields: ['registrationYear', 'sex'],
    cutOff: monthEnd,
    citation: `United Nations migration office, Jakarta (${monthEnd.slice(0, 4)}). Invented figures of a demonstration.`,
  });
  let release = await first.call('releases.open', { releaseId });
  while (release.state === 'building') {
    await sleep(PAUSE_MILLISECONDS);
    release = await first.call('releases.open', { releaseId });
  }
  if (release.state !== 'built') return;
  const { version } = await other.call('releases.open-draft', { releaseId }, { version: release.version });
  const approved = await other.call('releases.approve', { releaseId }, { version });
  await other.call('releases.publish', { releaseId }, { version: approved.version });
  await other.call('public-window.change', { open: true, about: 'Figures of a demonstration: all are invented.' });
}

async function done(client: Client, jobId: string, what: string): Promise<void> {
  const line = progressLine();
  const began = Date.now();
  try {
    for (;;) {
      const job = await client.call('jobs.open', { jobId });
      if (job.state === 'done') return;
      if (job.state === 'failed' || job.state === 'cancelled')
        throw new Failure(job.problem?.code ?? job.state, job.problem?.message ?? 'The work was cancelled.');
      line.show({
        what,
        done: job.done ?? 0,
        total: job.total,
        secondsLeft: secondsLeft(job, began),
      });
      await sleep(PAUSE_MILLISECONDS);
    }
  } finally {
    line.end();
  }
}

function secondsLeft({ done: made, total }: ActionTypes['jobs.open']['output'], began: number): number | null {
  if (!made || total === null) return null;
  return Math.round((((Date.now() - began) / made) * (total - made)) / 1000);
}
