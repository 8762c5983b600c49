export { appendAudit, NODE_LANE, type AuditEvent } from './append.ts';
export type { AuditFault } from './chain.ts';
export { sealAudit, startSealing } from './seal.ts';
export { readSeals, sealFileOf } from './seal-file.ts';
export { verifyAudit, type AuditReport } from './verify.ts';
