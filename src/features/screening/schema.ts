export * from './schema/interview.ts';
export * from './schema/instrument.ts';
export * from './schema/screening.ts';
