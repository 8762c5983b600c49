import { evaluate, prepareLaw, readFacts, sourcesFrom, type Facts } from '../src/engines/law/index.ts';
import { readPublished } from '../src/platform/published/index.ts';
import type { Line } from './timing.ts';

const MILLISECONDS = 1_000;

/** Evaluations a second on one core: the worked examples against each law, and against all of them at once. */
export function measureLaw(seconds: number): Line[] {
  const files = readPublished('law');
  const law = prepareLaw(sourcesFrom(files));
  const examples = (files.find(({ name }) => name === 'examples') as { content: { examples: unknown[] } }).content
    .examples;
  const facts = examples.flatMap((example): Facts[] => {
    const read = readFacts(example, law);
    return read.ok ? [read.facts] : [];
  });
  const ids = [...law.packs.values()].filter(({ offences }) => offences.length > 0).map(({ pack }) => pack.id);
  const each = perSecond(seconds, () => {
    for (const one of facts) for (const id of ids) evaluate(law, one, { packs: [id] });
    return facts.length * ids.length;
  });
  const together = perSecond(seconds, () => {
    for (const one of facts) evaluate(law, one, { packs: ids });
    return facts.length;
  });
  const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
  return [
    {
      what: `law: facts against one law, over ${ids.length} laws`,
      measured: `${whole.format(each)} evaluations a second`,
      against: 'wanted: 20,000 a second on one core',
      ratio: `${(each / 20_000).toFixed(1)} x`,
    },
    {
      what: `law: facts against all ${ids.length} laws at once`,
      measured: `${whole.format(together)} sets of facts a second`,
      against: `${whole.format(each)} one by one`,
      ratio: `${((together * ids.length) / each).toFixed(2)} x`,
    },
  ];
}

function perSecond(seconds: number, round: () => number): number {
  for (let warm = 0; warm < 50; warm += 1) round();
  const begin = performance.now();
  let done = 0;
  while (performance.now() - begin < seconds * MILLISECONDS) done += round();
  return done / ((performance.now() - begin) / MILLISECONDS);
}
