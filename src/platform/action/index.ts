export {
  checkActions,
  collection,
  defineAction,
  definePublicAction,
  isWrite,
  pathParameters,
  Refusal,
  type Action,
  type Caller,
  type Context,
  type FileReply,
  type InputOf,
  type OutputOf,
  type Subject,
  type Upload,
} from './define.ts';
export { notFound, orNotFound, Problem } from './problem.ts';
export { classed, dataClassOf } from './output.ts';
export { runAction, type Clock, type Reply } from './run.ts';
export type { Services } from './services.ts';
