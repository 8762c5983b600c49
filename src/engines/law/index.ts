/**
 * What the law says of facts: law packs (data/law) held against three-valued, dated facts. Method: elements of each offence
 * as the pack states them; conventions where the text is silent as in data/law/FORMAT.md; facts and result as in
 * data/law/facts.md. An aid to screening and preparation, never legal advice.
 */
export { checkRequest, type AssistanceCheck, type Direction } from './assistance.ts';
export { packChanges } from './changes.ts';
export { compareLaws, differences, type LawComparison, type ResultChange } from './compare.ts';
export { prepareLaw, type Law } from './compile.ts';
export { evaluate, type Evaluation, type Result } from './evaluate.ts';
export { factsSchema, type Facts } from './facts.ts';
export { limitation, type Limitation } from './limitation.ts';
export { lawPackSchema, type LawPack, type LawSources, type Offence } from './pack.ts';
export type { PenaltyRange } from './penalties.ts';
export { nextQuestion, type NextQuestion } from './question.ts';
export { readFacts, type Fault } from './read.ts';
export { reasonsOf, type Reason } from './reasons.ts';
export type { ListedOffence } from './result.ts';
export { restitutionSteps, rightsOf, type Right } from './rights.ts';
export { readPack, sourcesFrom, withPack } from './sources.ts';
export { knownCircumstances, knownKeys, type KeyList } from './vocabulary.ts';
