import { z } from 'zod';
import { checkRequest, compareLaws, readFacts, type LawPack } from '../../../engines/law/index.ts';
import { collection, defineAction, orNotFound, Problem, type Action } from '../../../platform/action/index.ts';
import { evaluateWhole } from '../evaluation.ts';
import { lawsInUse, loadedVersions } from '../laws.ts';
import {
  assistanceChecked,
  assistanceInput,
  compareInput,
  evaluated,
  evaluateInput,
  packInput,
  packOpened,
  packShown,
} from '../schema.ts';

const shown = (pack: LawPack, version: number): z.input<typeof packShown> => ({
  id: pack.id,
  title: pack.title,
  jurisdiction: pack.jurisdiction,
  version,
  enacted: pack.enacted,
  sourceVerified: pack.source.verified === true,
  offences: pack.offences.length,
  rights: pack.victim_rights.length,
  assistance: pack.mla !== undefined,
});

export const listPacks = defineAction({
  name: 'law.packs',
  method: 'GET',
  path: '/api/law/packs',
  summary: 'The laws and treaties in use, each in its present version',
  input: z.object({}),
  output: z.object({ packs: z.array(packShown) }),
  permission: 'signed-in',
  subject: collection('law'),
  purpose: 'reference',
  audit: 'listed the laws',
  command: 'law list',
  run: async ({ store }) => {
    const { law, versions } = await lawsInUse(store);
    return { packs: [...law.packs.values()].map(({ pack }) => shown(pack, versions[pack.id] ?? 0)) };
  },
});

export const openPack = defineAction({
  name: 'law.pack',
  method: 'GET',
  path: '/api/law/text',
  summary: 'One law with its offences, rights, limits, sources and what was verified',
  input: packInput,
  output: packOpened,
  permission: 'signed-in',
  subject: collection('law'),
  purpose: 'reference',
  audit: 'read a law',
  command: 'law open',
  run: async ({ store, input }) => {
    const { law, versions } = await lawsInUse(store);
    const { pack } = orNotFound(law.packs.get(input.pack) ?? null);
    const loaded = await loadedVersions(store, pack.id);
    const earlier = loaded.map(({ packVersion, note, createdAt }) => ({ version: packVersion, note, createdAt }));
    return {
      version: versions[pack.id] ?? 0,
      versions: [...earlier, { version: 0, note: null, createdAt: null }],
      content: pack,
    };
  },
});

export const compareTwo = defineAction({
  name: 'law.compare',
  method: 'GET',
  path: '/api/law/comparison',
  summary: 'Two laws side by side: elements, the rule for children, offences and penalties',
  input: compareInput,
  output: z.record(z.string(), z.unknown()),
  permission: 'signed-in',
  subject: collection('law'),
  purpose: 'reference',
  audit: 'compared two laws',
  command: 'law compare',
  run: async ({ store, input }) => {
    const { law } = await lawsInUse(store);
    const [first, second] = [input.first, input.second].map((id) => orNotFound(law.packs.get(id) ?? null).pack);
    return { ...compareLaws(law, orNotFound(first ?? null), orNotFound(second ?? null)) };
  },
});

export const evaluateFacts = defineAction({
  name: 'law.ask',
  method: 'POST',
  path: '/api/law/evaluation',
  summary: 'What the laws make of facts, with reasons and the next question; nothing is kept',
  input: evaluateInput,
  output: evaluated,
  permission: 'signed-in',
  subject: collection('law'),
  purpose: 'reference',
  audit: 'held facts against the laws',
  asks: true,
  run: async ({ store, input }) => {
    const { law } = await lawsInUse(store);
    const read = readFacts({ facts: input.facts, ...(input.packs && { packs: input.packs }) }, law);
    if (!read.ok) throw new Problem('invalid-input', { fields: read.faults });
    return { ...evaluateWhole(law, read.facts, input), warnings: [...read.warnings] };
  },
});

export const checkAssistance = defineAction({
  name: 'law.assistance',
  method: 'POST',
  path: '/api/law/assistance',
  summary: 'What a draft request for mutual legal assistance lacks under each list',
  input: assistanceInput,
  output: assistanceChecked,
  permission: 'signed-in',
  subject: collection('law'),
  purpose: 'reference',
  audit: 'checked a request for legal assistance',
  asks: true,
  run: async ({ store, input }) => {
    const { law } = await lawsInUse(store);
    const checks = input.packs.map((id) => {
      const { pack } = orNotFound(law.packs.get(id) ?? null);
      const check = checkRequest(pack, { type: input.type, contents: input.contents }, input.direction);
      return { pack: id, check: check && { ...check } };
    });
    return { checks };
  },
});

export const libraryActions: readonly Action[] = [listPacks, openPack, compareTwo, evaluateFacts, checkAssistance];
