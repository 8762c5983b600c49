export { seriesActions } from './actions.ts';
export { seriesLayouts } from './layouts/index.ts';
export { seriesTarget } from './target.ts';
