import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor, type ESTree } from 'vite';
import { expect, test } from 'vitest';
import { fieldSources } from '../src/words/fieldSources.ts';

const root = join(import.meta.dirname, '..');
const catalogues = ['en', 'id', 'ur'].map(
  (language) =>
    JSON.parse(readFileSync(join(root, `src/words/locales/${language}.json`), 'utf8')) as Record<string, string>,
);

const sourcesOf = (pattern: string) =>
  globSync(pattern, { cwd: root })
    .filter((path) => !path.includes('.test.'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** The names of fields of records, as the forms are declared: objects with a name and a way to be shown. */
function declaredFields(text: string, path: string): string[] {
  const found: string[] = [];
  const textOf = (value: ESTree.Node | undefined): string | null =>
    value?.type === 'Literal' && typeof value.value === 'string' ? value.value : null;
  new Visitor({
    ObjectExpression: ({ properties }) => {
      const own = new Map(
        properties.flatMap((one) =>
          one.type === 'Property' && one.key.type === 'Identifier' ? [[one.key.name, one.value]] : [],
        ) as [string, ESTree.Node][],
      );
      const name = textOf(own.get('name'));
      if (name !== null && textOf(own.get('as')) !== null && !own.has('explained')) found.push(name);
    },
  }).visit(parseSync(path, text).program);
  return found;
}

test('every field of a record is explained in one sentence with its source, in every language', () => {
  const names = new Set(
    sourcesOf('src/features/*/ui/**/*.{ts,tsx}').flatMap(({ path, text }) => declaredFields(text, path)),
  );
  expect(names.size).toBeGreaterThan(60);
  const lacking = [...names, ...Object.keys(fieldSources)].filter(
    (name) =>
      fieldSources[name] === undefined ||
      catalogues.some(
        (words) =>
          !words[`code.field.${name}`] ||
          !words[`code.fieldHelp.${name}`] ||
          !words[`code.fieldSource.${fieldSources[name]}`],
      ),
  );
  expect([...new Set(lacking)]).toEqual([]);
});

/** What asks for nothing that is kept, shows its own explanation, or stands in a cell of a table under its heading. */
const explainsItself = /^(CopyField|ChoiceCards|ChoiceMenu|PasswordField|AnswerField|CompactChoice|BigChoices)$/;
const field = /(Field|FileDrop|RemoteChoice)$/;
/** Choices of what the page shows. */
const shown = ['views.title', 'retention.within', 'reviews.showReviewed', 'imports.onlyErrors'];

/** Fields without an explanation, outside of the filters of lists. */
function unexplained(text: string, path: string): string[] {
  const found: string[] = [];
  let filters = 0;
  const nameOf = ({ openingElement }: ESTree.JSXElement): string =>
    openingElement.name.type === 'JSXIdentifier' ? openingElement.name.name : '';
  new Visitor({
    JSXElement: (element) => {
      const name = nameOf(element);
      if (name === 'FilterBar') filters += 1;
      if (filters > 0 || !field.test(name) || explainsItself.test(name)) return;
      const { attributes } = element.openingElement;
      const known = attributes.flatMap((one) =>
        one.type === 'JSXAttribute' && one.name.type === 'JSXIdentifier' ? [one.name.name] : ['help'],
      );
      const label = attributes.find((one) => one.type === 'JSXAttribute' && one.name.name === 'label');
      const words = label ? text.slice(label.start, label.end) : '';
      if (!label || known.includes('help') || known.includes('hideLabel')) return;
      // A column or a value of somebody's own list is its own explanation.
      if (words.includes('labelOf(') || words.includes('mapFieldOf') || shown.some((key) => words.includes(key)))
        return;
      found.push(`${path}: ${name} ${words}`);
    },
    'JSXElement:exit': (element) => {
      if (nameOf(element) === 'FilterBar') filters -= 1;
    },
  }).visit(parseSync(path, text).program);
  return found;
}

test('every field of a dialog of cases, administration, imports, forms and devices says what it is for', () => {
  const files = sourcesOf(
    'src/features/{cases,administration,imports,forms,vocabulary,devices,attachments}/ui/**/*.tsx',
  );
  expect(files.flatMap(({ path, text }) => unexplained(text, path))).toEqual([]);
});
