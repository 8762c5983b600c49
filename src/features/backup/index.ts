export { backupActions } from './actions.ts';
export { makeBackup } from './make.ts';
export { restoreBackup } from './restore.ts';
