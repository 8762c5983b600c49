export { demoActions } from './actions.ts';
export { demoJob } from './job.ts';
export { fillDemo } from './fill.ts';
export { DEMO_PASSWORD } from './schema.ts';
