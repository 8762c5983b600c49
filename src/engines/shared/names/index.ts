export { detectScript, type Script } from './script.ts';
export { foldName, romanise, type FoldOptions } from './fold.ts';
export { nameParts, type NameParts, type PartsOptions } from './parts.ts';
export { nameTokens, type NameToken } from './tokens.ts';
export { phoneticKeys, tokenKeys } from './keys.ts';
export { similarity, tokenSimilarity } from './similarity.ts';
export { modernIndonesian } from './reforms.ts';
