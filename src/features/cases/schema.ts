export * from './schema/header.ts';
export * from './schema/retention.ts';
export * from './schema/parts.ts';
export * from './schema/overview.ts';
export * from './schema/access.ts';
export * from './schema/today.ts';
export * from './schema/views.ts';
