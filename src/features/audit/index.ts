export { auditActions } from './actions.ts';
