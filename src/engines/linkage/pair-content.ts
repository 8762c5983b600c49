import { type ColumnProfile, type Finding, OWN_VALUES } from './detect.ts';
import { foldText } from './fold-text.ts';
import { plainDigits } from './headings.ts';

/** Fewer values in common are chance. */
const LEAST_COMMON = 5;
const LEAST_SHARE = 0.3;

/**
 * Gives a column whose heading said nothing the kind of a column of another list that holds the same values, where that list's column would
 * otherwise be compared with nothing. Common values are counted in the samples, folded, against the shorter sample.
 */
export function pairByContent(
  found: readonly (readonly Finding[])[],
  profiles: readonly (readonly ColumnProfile[])[],
): Finding[][] {
  const settled = found.map((findings) => [...findings]);
  for (const [source, findings] of settled.entries())
    for (const one of findings) {
      if (one.kind === null || one.by === 'content' || hasKind(settled, source, one.kind)) continue;
      const values = valuesOf(profiles[source], one.column);
      for (const [at, others] of settled.entries()) {
        if (at === source) continue;
        const place = others.findIndex(
          (other) => isOpen(other) && common(values, valuesOf(profiles[at], other.column)),
        );
        const other = others[place];
        if (other) others[place] = { column: other.column, kind: one.kind, by: 'content' };
      }
    }
  return settled;
}

const hasKind = (found: readonly (readonly Finding[])[], source: number, kind: string): boolean =>
  found.some((findings, at) => at !== source && findings.some((one) => one.kind === kind));

/** Whether nothing but its content has said what the column is: dates and numbers of records keep their own reading. */
function isOpen(one: Finding): boolean {
  if (one.kind === null) return one.why === OWN_VALUES;
  return one.by === 'content' && one.kind !== 'dateOfBirth';
}

function valuesOf(profiles: readonly ColumnProfile[] = [], column: string): ReadonlySet<string> {
  const sample = profiles.find((one) => one.column === column)?.sample ?? [];
  return new Set(
    sample.map((value) => foldText(plainDigits(value)).replaceAll(' ', '')).filter((value) => value.length > 1),
  );
}

function common(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const both = [...one].filter((value) => other.has(value));
  if (both.length < LEAST_COMMON) return false;
  // Long numbers are never the same by chance, however few persons the lists share.
  return both.every((value) => /\d{8}/.test(value)) || both.length >= LEAST_SHARE * Math.min(one.size, other.size);
}
