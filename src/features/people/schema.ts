export * from './schema/fields.ts';
export * from './schema/records.ts';
