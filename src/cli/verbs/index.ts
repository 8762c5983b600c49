import type { Command } from 'commander';
import { addAccountVerbs } from './accounts.ts';
import { addAuditVerify } from './audit.ts';
import { addBackupVerbs } from './backup.ts';
import { addDemoVerb } from './demo.ts';
import { addEstimateVerb } from './estimate.ts';
import { addEvaluateVerb } from './evaluate.ts';
import { addExportVerb } from './export.ts';
import { addImportVerbs } from './import.ts';
import { addLinkVerbs } from './link.ts';
import { addLawVerbs } from './law.ts';
import { addPublishVerbs } from './publish.ts';

/** Verbs that are more than one call of one action; the generic ones of the same words stand back. */
export const ownWords: ReadonlySet<string> = new Set([
  'import',
  'export',
  'imports undo',
  'imports cancel',
  'audit verify',
  'demo fill',
  'users invite',
]);

export function addVerbs(program: Command): void {
  addImportVerbs(program);
  addAuditVerify(program);
  addBackupVerbs(program);
  addDemoVerb(program);
  addEstimateVerb(program);
  addEvaluateVerb(program);
  addExportVerb(program);
  addLinkVerbs(program);
  addAccountVerbs(program);
  addLawVerbs(program);
  addPublishVerbs(program);
}
