export { linkDrawer } from './drawn-links.ts';
