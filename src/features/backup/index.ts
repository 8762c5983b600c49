export { backupActions } from './actions.ts';
export { BackupError } from './archive.ts';
export { makeBackup, type BackupReport } from './make.ts';
export { restoreBackup, type RestoreReport } from './restore.ts';
