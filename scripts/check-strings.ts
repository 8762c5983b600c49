import { globSync, readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'vite';
import { actionTable } from '../src/client/index.ts';
import { permissionNames } from '../src/words/access.ts';
import { dynamicPrefixes } from '../src/words/locales/dynamicPrefixes.ts';
import { problems } from '../src/words/problems.ts';

/** One catalogue: key to words. */
export type Catalogues = Readonly<Record<string, Readonly<Record<string, string>>>>;
export type SourceFile = { path: string; text: string };
type Found = { keys: Set<string>; lists: Set<string>; findings: string[] };
/** Labels of codes by language: the lists that are translated. */
export type TranslatedLists = Readonly<Record<string, readonly string[]>>;

const pluralEnding = /_(?:zero|one|two|few|many|other)$/;
const translators = new Set(['t', 'translate']);
/** Attributes whose text a reader sees or hears. */
const spokenAttributes = new Set([
  'aria-label',
  'title',
  'placeholder',
  'alt',
  'label',
  'help',
  'caption',
  'header',
  'remedy',
  'lead',
  'confirmLabel',
]);
const drawn = /^src\/(?:web|kit)\/|^src\/features\/[^/]+\/ui\//;
const words = /\p{L}{2,}/u;

/** Everything that is wrong with the strings: one line a finding, empty when all is well. */
export function checkStrings(
  files: readonly SourceFile[],
  catalogues: Catalogues,
  prefixes: readonly string[],
  translatedLists: TranslatedLists = {},
): string[] {
  const used = new Set<string>();
  const lists = new Set<string>();
  const literals = new Set<string>();
  const findings: string[] = [];
  for (const file of files) {
    const found = readSource(file, literals);
    found.keys.forEach((key) => used.add(key));
    found.lists.forEach((list) => lists.add(list));
    findings.push(...found.findings);
  }
  return [
    ...findings,
    ...checkUse(used, literals, catalogues, prefixes),
    ...checkAgreement(catalogues),
    ...checkLists(lists, translatedLists),
  ];
}

/** A code list that a form or page shows has its labels in every language. */
function checkLists(shown: ReadonlySet<string>, translated: TranslatedLists): string[] {
  return Object.entries(translated).flatMap(([language, lists]) =>
    [...shown]
      .filter((list) => !lists.includes(list))
      .map((list) => `src/words/labels/${language}.json lacks the list '${list}', which a page shows`),
  );
}

function checkUse(
  used: Set<string>,
  literals: Set<string>,
  catalogues: Catalogues,
  prefixes: readonly string[],
): string[] {
  const known = stems(Object.values(catalogues).flatMap((catalogue) => Object.keys(catalogue)));
  const isDynamic = (key: string) => prefixes.some((prefix) => key.startsWith(prefix));
  const missing = [...used].filter((key) => !known.has(key) && !isDynamic(key));
  const unused = [...known].filter((key) => !used.has(key) && !literals.has(key) && !isDynamic(key));
  return [
    ...missing.map((key) => `'${key}' is used but stands in no catalogue: add it to src/words/locales/*.json`),
    ...unused.map((key) => `'${key}' is used nowhere: remove it from src/words/locales/*.json`),
  ];
}

/** Every catalogue has the same keys, the plural forms its language needs, and the same holes in each text. */
function checkAgreement(catalogues: Catalogues): string[] {
  const all = stems(Object.values(catalogues).flatMap((catalogue) => Object.keys(catalogue)));
  const findings: string[] = [];
  for (const [language, catalogue] of Object.entries(catalogues)) {
    const own = stems(Object.keys(catalogue));
    for (const key of all) {
      if (!own.has(key)) findings.push(`${language}.json lacks '${key}'`);
      else findings.push(...checkPlurals(language, catalogue, key));
    }
  }
  return [...findings, ...checkHoles(catalogues)];
}

function checkPlurals(language: string, catalogue: Readonly<Record<string, string>>, stem: string): string[] {
  if (stem in catalogue) return [];
  const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return needed
    .filter((form) => !(`${stem}_${form}` in catalogue))
    .map((form) => `${language}.json lacks the plural form '${stem}_${form}'`);
}

/** The texts of one key, over its languages and plural forms, take the same variables. */
function checkHoles(catalogues: Catalogues): string[] {
  const texts = Object.entries(catalogues).flatMap(([language, catalogue]) => {
    const own = new Set(Object.keys(catalogue));
    return Object.entries(catalogue).map(([key, text]) => ({
      stem: stemOf(key, own),
      place: `${language}.json '${key}'`,
      holes: holesOf(text),
    }));
  });
  return [...Map.groupBy(texts, ({ stem }) => stem).values()].flatMap(([first, ...others]) =>
    others
      .filter(({ holes }) => holes !== first?.holes)
      .map(({ place, holes }) => `${place} has the variables [${holes}], ${first?.place} has [${first?.holes}]`),
  );
}

function holesOf(text: string): string {
  return [...new Set([...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1] ?? ''))].sort().join(', ');
}

function stems(keys: readonly string[]): Set<string> {
  const all = new Set(keys);
  return new Set(keys.map((key) => stemOf(key, all)));
}

/** The key as code spells it. An ending like `_other` is a plural form only where the language's `_other` exists. */
function stemOf(key: string, all: ReadonlySet<string>): string {
  const stem = key.replace(pluralEnding, '');
  return stem !== key && all.has(`${stem}_other`) ? stem : key;
}

/** Collects the keys a file asks for, the other texts it holds, and the words it shows without a catalogue. */
function readSource({ path, text }: SourceFile, literals: Set<string>): Found {
  const { program, errors } = parseSync(path, text);
  const found: Found = {
    keys: new Set(),
    lists: new Set(),
    findings: errors.map((error) => `${path}: ${error.message}`),
  };
  const shows = drawn.test(path);
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  const report = (offset: number, shown: string) => {
    if (shows && words.test(shown)) {
      found.findings.push(`${path}:${lineOf(offset)} shows '${shown.trim()}' without the catalogue: use t('…')`);
    }
  };
  new Visitor({
    CallExpression(call) {
      const [key] = call.arguments;
      if (call.callee.type !== 'Identifier' || !translators.has(call.callee.name)) return;
      if (key?.type === 'Literal' && typeof key.value === 'string') found.keys.add(key.value);
    },
    Property(property) {
      const { key, value } = property;
      if (!shows || key.type !== 'Identifier' || key.name !== 'list') return;
      if (value.type === 'Literal' && typeof value.value === 'string') found.lists.add(value.value);
    },
    Literal(literal) {
      if (typeof literal.value === 'string') literals.add(literal.value);
    },
    JSXText(node) {
      report(node.start, node.value);
    },
    JSXAttribute(attribute) {
      const { name, value } = attribute;
      if (name.type !== 'JSXIdentifier' || !spokenAttributes.has(name.name)) return;
      if (value?.type === 'Literal' && typeof value.value === 'string') report(value.start, value.value);
    },
  }).visit(program);
  return found;
}

/** Reads the project's sources and catalogues below a folder. */
export function readProject(root: string): {
  files: SourceFile[];
  catalogues: Catalogues;
  translatedLists: TranslatedLists;
} {
  const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8');
  const sources = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter((path) => !path.includes('.test.'));
  const locales = globSync('src/words/locales/*.json', { cwd: root });
  const labels = globSync('src/words/labels/*.json', { cwd: root });
  const nameOf = (path: string) => path.replace(/^.*\/|\.json$/g, '');
  return {
    files: sources.sort().map((path) => ({ path, text: read(path) })),
    catalogues: Object.fromEntries(
      locales.sort().map((path) => [nameOf(path), JSON.parse(read(path)) as Record<string, string>]),
    ),
    translatedLists: Object.fromEntries(
      labels.map((path) => [nameOf(path), Object.keys((JSON.parse(read(path)) as { lists: object }).lists)]),
    ),
  };
}

/** Every act on the trail and every permission has its words, in the language the other catalogues are held against. */
export function checkCodes(
  english: Readonly<Record<string, string>>,
  codes: Readonly<Record<string, readonly string[]>>,
): string[] {
  return Object.entries(codes).flatMap(([prefix, names]) =>
    names
      .filter((name) => !(`${prefix}.${name}` in english))
      .map((name) => `'${prefix}.${name}' stands in no catalogue: add it to src/words/locales/*.json`),
  );
}

if (import.meta.main) {
  const { files, catalogues, translatedLists } = readProject('.');
  const findings = [
    ...checkStrings(files, catalogues, dynamicPrefixes, translatedLists),
    ...checkCodes(catalogues['en'] ?? {}, {
      action: Object.keys(actionTable),
      permission: permissionNames,
      problem: Object.keys(problems),
    }),
  ];
  findings.forEach((finding) => console.error(finding));
  console.log(`${Object.keys(catalogues).length} catalogues, ${findings.length} findings`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
