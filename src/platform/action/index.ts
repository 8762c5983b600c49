export {
  checkActions,
  collection,
  defineAction,
  definePublicAction,
  isWrite,
  pathParameters,
  Refusal,
  type Action,
  type Context,
  type Subject,
  type Upload,
} from './define.ts';
export { notFound, orNotFound, Problem } from './problem.ts';
export { runAction, type Clock } from './run.ts';
export type { Services } from './services.ts';
