import type { Action } from '../../platform/action/index.ts';
import { figureActions } from './actions/figures.ts';
import { libraryActions } from './actions/library.ts';

export { fillJob as seriesFillJob } from './fill-job.ts';
export { seriesLayouts } from './layouts/index.ts';
export { releaseInPreamble } from './reading.ts';
export { seriesTarget } from './target.ts';

export const seriesActions: readonly Action[] = [...figureActions, ...libraryActions];
