export { asAttacker, attackModule, profilesOf } from './profiles.ts';
export { combinationsOf, knownOfRecords, knownOfTable, populationOf, releasesOut, type LedgerTable } from './tables.ts';
