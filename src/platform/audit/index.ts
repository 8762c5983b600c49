export { appendAudit, NODE_LANE } from './append.ts';
export { sealAudit, startSealing } from './seal.ts';
export { readSeals, sealFileOf } from './seal-file.ts';
export { verifyAudit, type AuditReport } from './verify.ts';
