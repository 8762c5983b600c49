const CANDIDATES = [',', ';', '\t', '|'] as const;
const QUOTE = '"';
const MOST_RECORDS = 200;

/** Spreadsheets may say their delimiter in a first line of their own: `sep=;`. */
export function declaredDelimiter(sample: string): string | undefined {
  return /^sep=([,;\t|])\r?\n/i.exec(sample)?.[1];
}

/** The delimiter that cuts most records of the sample into the same number of cells; comma when none does. */
export function detectDelimiter(sample: string, fileName = ''): string {
  const ordered = /\.tsv(\.gz)?$/i.test(fileName) ? ['\t', ',', ';', '|'] : CANDIDATES;
  let best: string = ordered[0] ?? ',';
  let bestScore = 0;
  for (const [candidate, counts] of countCandidates(sample)) {
    const score = evenness(counts) + (candidate === best ? 1e-9 : 0);
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

/** Share of the records that agree on a number of cuts above zero; more cuts break ties, as does a fitting header. */
function evenness(counts: readonly number[]): number {
  const tally = new Map<number, number>();
  for (const count of counts) if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1);
  let score = 0;
  for (const [count, records] of tally) {
    const share = records / counts.length;
    const header = counts[0] === count ? 0.5 : 0;
    score = Math.max(score, share + header + Math.min(count, 1000) / 1e6);
  }
  return score;
}

function countCandidates(sample: string): Map<string, number[]> {
  const counts = new Map<string, number[]>(CANDIDATES.map((candidate) => [candidate, [0]]));
  let quoted = false;
  let records = 1;
  let blank = true;
  for (const character of sample) {
    if (character === QUOTE) quoted = !quoted;
    if (quoted) continue;
    if (character === '\n' || character === '\r') {
      if (blank) continue;
      if (++records > MOST_RECORDS) break;
      for (const list of counts.values()) list.push(0);
      blank = true;
      continue;
    }
    blank = false;
    const list = counts.get(character);
    if (list) list[list.length - 1] = (list.at(-1) ?? 0) + 1;
  }
  if (blank && records > 1) for (const list of counts.values()) list.pop();
  return counts;
}
