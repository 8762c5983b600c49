export { attachmentActions } from './actions.ts';
