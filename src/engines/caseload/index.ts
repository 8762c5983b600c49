export {
  makeCaseload,
  truthOf,
  type Caseload,
  type CaseloadChunk,
  type CaseloadOptions,
  type TruthLine,
} from './caseload.ts';
export { nameLists, type NameFiles, type NameLists, type NameRow } from './names.ts';
export { caseTables, countRows, type CaseRows, type CaseTable, type Row } from './tables.ts';
export type { House, Office, Worker } from './house.ts';
