export { releaseActions } from './actions.ts';
export { releaseJob } from './build-job.ts';
