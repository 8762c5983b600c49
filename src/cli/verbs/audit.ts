import type { Command } from 'commander';
import { commandAt, example, withConnection } from '../verb.ts';

/** `audit verify` ends with 1 when the trail was tampered with, so that a nightly script notices. */
export function addAuditVerify(program: Command): void {
  const verb = commandAt(program, 'audit verify')
    .summary('recompute the audit trail and say where it was changed, if it was')
    .description(
      'Recomputes the audit trail from its first event. Ends with 1 when anything was edited, removed or reordered, and says where.',
    )
    .addHelpText('after', example('audit verify --json'));
  verb.action(() =>
    withConnection(verb, {}, async ({ client, print }) => {
      const report = await client.call('audit.verify', {});
      print(report);
      if (!report.intact) process.exitCode = 1;
    }),
  );
}
