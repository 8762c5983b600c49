export { evaluate, type EvaluateOptions, type Evaluation, type Result, type Verdict } from './evaluate.ts';
export { prepareLaw, type Law } from './compile.ts';
export { factsSchema, type Facts, type Tri } from './facts.ts';
export {
  codeMapSchema,
  lawPackSchema,
  readingsSchema,
  type CodeMap,
  type LawPack,
  type LawSources,
  type Readings,
} from './pack.ts';
