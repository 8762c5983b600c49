/** The build makes parts of each catalogue; see `scripts/word-parts.ts`. */
declare module '*.json?now' {
  const words: Record<string, string>;
  export default words;
}
declare module '*.json?later' {
  const words: Record<string, string>;
  export default words;
}
declare module '*.json?screening' {
  const words: Record<string, string>;
  export default words;
}
