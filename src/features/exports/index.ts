export { exportActions } from './actions.ts';
export { exportJob, removeExpiredExports } from './make.ts';
