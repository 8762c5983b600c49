export * from './schema/fields.ts';
export * from './schema/runs.ts';
export * from './schema/pairs.ts';
export * from './schema/figures.ts';
