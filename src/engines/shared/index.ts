export { linkDrawer } from './drawn-links.ts';
export { normalQuantile } from './normal.ts';
