export { deviceActions } from './actions.ts';
