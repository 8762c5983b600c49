import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Plugin } from 'vite';

/** What the pages need of a code to show and to offer it; the rest is fetched with the page of the vocabulary. */
const ofCode = ['code', 'label', 'parent', 'scheme', 'alpha2'];
/** What an interview is scored with, on the device. */
const ofSign = [...ofCode, 'group', 'dimension', 'weights', 'weightsVerified', 'listedInChildLabour', 'verified'];
const ofList = ['id', 'title'];
const ofInstrument = [...ofList, 'source', 'rules', 'dimensions'];
const instrument = /^(screening-|dtm-flow)/;

type Json = Readonly<Record<string, unknown>>;

/** Sends code lists as far as every page needs them, and with `?whole` as they were published. */
export function codeParts(): Plugin {
  return {
    name: 'code-parts',
    enforce: 'pre',
    async load(id) {
      const [, path, query] = /^(.*\/words\/vocabulary\/[\w-]+\.json)(\?whole)?$/.exec(id) ?? [];
      if (path === undefined) return null;
      const list = JSON.parse(await readFile(path, 'utf8')) as Json & { readonly codes: readonly Json[] };
      const content = query === undefined ? shown(list, instrument.test(basename(path))) : list;
      return { code: `export default ${JSON.stringify(content)};`, moduleType: 'js' };
    },
  };
}

function shown(list: Json & { readonly codes: readonly Json[] }, isInstrument: boolean): Json {
  const codes = list.codes.map((code) => pick(code, isInstrument ? ofSign : ofCode));
  return { ...pick(list, isInstrument ? ofInstrument : ofList), codes };
}

const pick = (from: Json, names: readonly string[]): Json =>
  Object.fromEntries(
    names.flatMap((name) => (from[name] === undefined || from[name] === null ? [] : [[name, from[name]]])),
  );
