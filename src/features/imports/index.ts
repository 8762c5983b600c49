import type { Action } from '../../platform/action/index.ts';
import type { JobKind } from '../../platform/jobs/index.ts';
import { createImport } from './actions/create.ts';
import { mapImport, readMappingAction } from './actions/map.ts';
import {
  downloadProblems,
  importProblems,
  listFieldsAction,
  listImportsAction,
  listLayouts,
  openImport,
  previewImport,
} from './actions/read.ts';
import { applyImport, cancelImport, undoImport } from './actions/steps.ts';
import { applyJob } from './work/apply.ts';
import { draftJob } from './work/draft.ts';
import { undoJob } from './work/undo.ts';

export const importActions: readonly Action[] = [
  createImport,
  listImportsAction,
  listLayouts,
  listFieldsAction,
  openImport,
  importProblems,
  downloadProblems,
  previewImport,
  readMappingAction,
  mapImport,
  applyImport,
  cancelImport,
  undoImport,
];
export const importJobs: readonly JobKind<never>[] = [draftJob, applyJob, undoJob];

export { forgetEnded } from './work/forget.ts';
