import { readImportGraph, isPresent, type Import, type SourceFile } from './import-graph.ts';
import { placeOf, table, type Place } from './import-table.ts';

export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly remedy: string;
}

/** Holds every import under `src` of the root against the import table, and looks for styles and cycles. */
export async function checkImports(root: string): Promise<Finding[]> {
  const files = await readImportGraph(root);
  return [
    ...files.flatMap((file) => file.imports.flatMap((one) => judge(root, one))),
    ...files.flatMap(findStyles),
    ...findFeatureCycles(files),
  ].toSorted((a, b) => a.path.localeCompare(b.path) || a.line - b.line);
}

function judge(root: string, one: Import): Finding[] {
  const from = placeOf(one.from);
  if (from.room === 'free') return [];
  const rule =
    judgeStyleImport(one, from) ??
    (one.to === undefined ? judgePackage(one, from) : judgeFile(root, one, one.to, from));
  return rule ? [{ path: one.from, line: one.line, ...rule }] : [];
}

type Verdict = Pick<Finding, 'rule' | 'remedy'> | undefined;

function judgeStyleImport(one: Import, from: Place): Verdict {
  if (from.room === 'kit') return undefined;
  if (one.request.startsWith('@mantine/')) {
    return { rule: `only src/kit imports ${one.request}`, remedy: 'add the part to src/kit and import it from there' };
  }
  const isStyle = /\.css(\?.*)?$/.test(one.request);
  if (isStyle && !one.to?.startsWith('src/kit/')) {
    return { rule: 'only src/kit has styles', remedy: `move ${one.request} into src/kit` };
  }
  return undefined;
}

function judgePackage(one: Import, from: Place): Verdict {
  if (from.room === 'free') return undefined;
  const { packages, says } = table[from.room];
  if (packages === 'any' || (packages === 'browser' && one.kind === 'package')) return undefined;
  const what = one.kind === 'node' ? 'Node module' : 'package';
  return {
    rule: `${describe(from)} may import ${says}, not the ${what} ${one.request}`,
    remedy: 'pass what is needed in as an argument, or move the code to src/platform',
  };
}

function judgeFile(root: string, one: Import, to: string, from: Place): Verdict {
  if (from.room === 'free') return undefined;
  if (!isPresent(root, to)) {
    return { rule: `${one.request} names no file`, remedy: 'write the path of an existing file, with its extension' };
  }
  const target = placeOf(to);
  const { may, says } = table[from.room];
  if (may({ from, to: target, toPath: to, typeOnly: one.typeOnly })) return undefined;
  return { rule: `${describe(from)} may import ${says}, not ${to}`, remedy: remedyFor(from, target) };
}

function remedyFor(from: Place, to: Place): string {
  if (to.room === 'free')
    return 'nothing under src imports tests, scripts, bench or the wiring; move the shared code into a room';
  const isForeignInside = from.room === 'feature' && to.unit !== from.unit && to.unit !== undefined;
  if (isForeignInside || (to.room === 'engine' && to.unit !== from.unit && !to.door)) {
    return `export it from the index.ts of ${to.unit} and import that`;
  }
  return 'move the code to a room both may import, or pass it in as an argument from the wiring (src/main.ts)';
}

function describe({ room, unit }: Place): string {
  if (!unit) return room;
  return room === 'engine' ? `engines/${unit}` : `features/${unit} (${room})`;
}

function findStyles({ path, text }: SourceFile): Finding[] {
  const { room } = placeOf(path);
  if (!path.endsWith('.tsx') || room === 'kit' || room === 'free') return [];
  return text.split('\n').flatMap((line, index) => {
    const attribute = /\s(style|className|styles|classNames)=[{"]/.exec(line)?.[1];
    if (!attribute) return [];
    return [
      {
        path,
        line: index + 1,
        rule: `only src/kit has styles, not ${attribute}`,
        remedy: 'use or extend a part of src/kit',
      },
    ];
  });
}

/** Cycles between the insides of features; pages may link to each other, since no state is made when they load. */
function findFeatureCycles(files: readonly SourceFile[]): Finding[] {
  const edges = new Map<string, Map<string, Import>>();
  for (const one of files.flatMap((file) => file.imports)) {
    const from = placeOf(one.from);
    const to = one.to === undefined ? undefined : placeOf(one.to);
    if (!isInside(from) || !to || !isInside(to) || from.unit === to.unit || !from.unit || !to.unit) continue;
    const known = edges.get(from.unit) ?? new Map<string, Import>();
    edges.set(from.unit, known.set(to.unit, known.get(to.unit) ?? one));
  }
  return [...edges].flatMap(([feature, targets]) => {
    // Each cycle is reported once, at the feature that comes first by name.
    const cycle = shortestCycle(feature, edges);
    if (!cycle || cycle.some((name) => name < feature)) return [];
    const first = targets.get(cycle[1] ?? feature);
    if (!first) return [];
    const remedy = 'let one side pass an event or an id, or move the shared word to the feature that owns it';
    return [{ path: first.from, line: first.line, rule: `features form a cycle: ${cycle.join(' > ')}`, remedy }];
  });
}

function isInside({ room }: Place): boolean {
  return room === 'feature' || room === 'schema' || room === 'rules';
}

function shortestCycle(start: string, edges: ReadonlyMap<string, ReadonlyMap<string, Import>>): string[] | undefined {
  const waiting = [[start]];
  const seen = new Set<string>();
  for (let path = waiting.shift(); path; path = waiting.shift()) {
    for (const next of edges.get(path.at(-1) ?? start)?.keys() ?? []) {
      if (next === start) return [...path, start];
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push([...path, next]);
    }
  }
  return undefined;
}

/** One line a finding: where, what rule, what to do. */
export function formatFinding({ path, line, rule, remedy }: Finding): string {
  return `${path}:${line}: ${rule}\n    remedy: ${remedy}`;
}

if (import.meta.main) {
  const findings = await checkImports(process.cwd());
  for (const finding of findings) console.log(formatFinding(finding));
  if (findings.length > 0) {
    console.log(`\n${findings.length} import${findings.length === 1 ? '' : 's'} against the table of ARCHITECTURE.md`);
    process.exitCode = 1;
  }
}
