/**
 * What the law says of facts: law packs (data/law) held against three-valued, dated facts. Method: elements of each offence
 * as the pack states them; conventions where the text is silent as in data/law/FORMAT.md; facts and result as in
 * data/law/facts.md. An aid to screening and preparation, never legal advice.
 */
export { checkRequest, type AssistanceCheck, type AssistanceRequest, type Direction } from './assistance.ts';
export type { Bar } from './bars.ts';
export { compareLaws, differences, type LawComparison, type ListComparison, type ResultChange } from './compare.ts';
export { prepareLaw, type Law } from './compile.ts';
export type { ElementStatus } from './elements.ts';
export { evaluate, type EvaluateOptions, type Evaluation, type Result, type Verdict } from './evaluate.ts';
export { factsSchema, type Facts, type Tri } from './facts.ts';
export { limitation, type Limitation, type LimitationQuestion } from './limitation.ts';
export { lawPackSchema, type CodeMap, type LawPack, type LawSources, type Offence, type Readings } from './pack.ts';
export type { PenaltyRange, Subject } from './penalties.ts';
export { nextQuestion, type NextQuestion } from './question.ts';
export { readFacts, type FactsReading, type Fault } from './read.ts';
export { reasonsOf, type Reason, type ReasonKind, type ReasonStep } from './reasons.ts';
export type { ListedOffence } from './result.ts';
export { restitutionSteps, rightsOf, type RestitutionDays, type RestitutionStage, type Right } from './rights.ts';
export { readPack, sourcesFrom, withPack, type PackReading } from './sources.ts';
export { knownCircumstances, knownKeys, type KeyList } from './vocabulary.ts';
