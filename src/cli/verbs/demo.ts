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
    withConnection(demo, { work: true }, async ({ client, json, print }) => {
      const { jobId } = await client.call('demo.fill', options);
      await done(client, jobId, 'Inventing cases');
      const library = await client.call('series.fill', {});
      await done(client, library.jobId, 'Bringing in published figures');
      const people = await client.call('demo.show', {});
      if (json) print(people);
      else process.stdout.write(`${readable(people)}\n\nStart the server with npm start and sign in as one of them.\n`);
    }),
  );
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
