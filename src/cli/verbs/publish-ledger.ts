import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { Failure } from '../failure.ts';

const ledgerSchema = z.strictObject({
  /** By data set (the digest of its content), each release and what it spent. */
  releases: z.array(
    z.strictObject({
      dataset: z.string(),
      epsilon: z.number().positive(),
      delta: z.number().positive(),
      at: z.string(),
    }),
  ),
});

interface Spending {
  readonly epsilon: number;
  readonly delta: number;
  readonly ledger?: string;
  readonly budget?: number;
}

/**
 * Writes a release into the ledger before it is made, so that a crash can only overstate what was spent. Epsilons of one
 * data set add up (basic composition). Throws when the budget would be passed.
 */
export async function spendBudget({ epsilon, delta, ledger, budget }: Spending, dataset: string): Promise<void> {
  if (ledger === undefined) {
    if (budget === undefined) return;
    throw new Failure('no-ledger', 'A --budget needs a --ledger file to be counted against.');
  }
  const { releases } = await readLedger(ledger);
  const spent = releases.filter((one) => one.dataset === dataset).reduce((sum, one) => sum + one.epsilon, 0);
  if (budget !== undefined && spent + epsilon > budget + 1e-9) {
    const message = `The budget of this data set is spent: ${spent} of ${budget} epsilon are used and ${epsilon} more are asked. Nothing was released.`;
    throw new Failure('budget-spent', message, { spent, budget, asked: epsilon });
  }
  const at = new Date().toISOString();
  const partial = `${ledger}.new`;
  await writeFile(
    partial,
    `${JSON.stringify({ releases: [...releases, { dataset, epsilon, delta, at }] }, null, 2)}\n`,
  );
  await rename(partial, ledger);
}

async function readLedger(file: string): Promise<z.infer<typeof ledgerSchema>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{"releases":[]}';
    throw error;
  });
  const read = ledgerSchema.safeParse(parsed(text));
  if (read.success) return read.data;
  throw new Failure(
    'bad-ledger',
    `${file} is no ledger of releases. Restore it from a copy; without it nothing is released.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
