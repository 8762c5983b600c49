export { seriesActions } from './actions.ts';
export { seriesLayouts } from './layouts/index.ts';
export { releaseInPreamble } from './reading.ts';
export { seriesTarget } from './target.ts';
