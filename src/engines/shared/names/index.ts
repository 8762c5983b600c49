export { detectScript } from './script.ts';
export { arabicSounds, plainArabic } from './arabic.ts';
export { foldName, romanise } from './fold.ts';
export { nameParts } from './parts.ts';
export { nameTokens, type NameToken } from './tokens.ts';
export { phoneticKeys, tokenKeys } from './keys.ts';
export { similarity, tokenSimilarity } from './similarity.ts';
export { modernIndonesian } from './reforms.ts';
