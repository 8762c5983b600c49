import { codeLabel, codeOf, type CodeListId } from '../words/codes.ts';
import { labelIn, loadLabels, type LabelSet } from '../words/labels.ts';

/** Fields of answers that hold codes, and the list each is of. */
const listOf: Readonly<Record<string, CodeListId>> = {
  acts: 'acts',
  borderType: 'border-types',
  controls: 'means-of-control',
  education: 'education-isced2011',
  exploitationDuration: 'durations',
  forms: 'exploitation-forms',
  gender: 'sex-gender',
  justiceStatus: 'case-status-justice',
  means: 'means',
  migrationStatus: 'migration-status',
  mode: 'transport-modes',
  recruiterRelation: 'recruiter-relations',
  recruiterRelations: 'recruiter-relations',
  recruitmentMethods: 'recruitment-methods',
  sector: 'sectors',
  sectors: 'sectors',
  sex: 'sex-gender',
  statusDecidedBy: 'status-deciders',
  victimStatus: 'victim-status',
};

let labels: LabelSet | null = null;

/** Takes the language of the terminal (`LC_ALL`, `LC_MESSAGES`, `LANG`) for the labels of codes; English else. */
export async function speakAsTerminal(variables: NodeJS.ProcessEnv): Promise<void> {
  const locale = variables['LC_ALL'] || variables['LC_MESSAGES'] || variables['LANG'] || 'en';
  labels = await loadLabels(locale.split(/[_.-]/)[0] ?? 'en');
}

/** A code of a field with its label, as `Debt bondage [DEBT]`; any other value is null. */
export function codeInWords(field: string, value: string): string | null {
  const list = Object.hasOwn(listOf, field) ? listOf[field] : undefined;
  if (list === undefined || !codeOf(list, value)) return null;
  return `${labelIn(labels, list, value)?.text ?? codeLabel(list, value)} [${value}]`;
}
