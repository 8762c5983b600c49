export { makeCaseload, truthOf } from './caseload.ts';
export { nameLists, type NameFiles, type NameLists, type NameRow } from './names.ts';
export { caseTables, type CaseRows, type Row } from './tables.ts';
export type { House } from './house.ts';
