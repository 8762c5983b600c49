import { cellKeyNoise, toldWithNoise } from '../../engines/disclosure/index.ts';
import type { Actor } from '../../platform/access/actor.ts';
import { Problem } from '../../platform/action/index.ts';
import type { Store } from '../../platform/store/index.ts';
import { countryByAlpha3 } from '../../words/countries.ts';
import { isMonthEnd, lastMonthEnd } from '../../words/month-ends.ts';
import { opensRecords, smallestShown } from '../statistics/index.ts';
import { countOfficial, stepBefore, type Counting, type Counts } from './counting.ts';
import { populationOf } from './population.ts';
import { openFigures, protectedFigures } from './protection.ts';
import { besideEarlier } from './rules.ts';
import type { FiguresInput, LiveFigures } from './schema.ts';
import { coverageOf, estimatesOf, lastRelease, ownAgency } from './store.ts';
import { familiesOf } from './tabulate.ts';

const usualYears = 5;
const mostYears = 15;

const invalid = (field: string, message: string): Problem =>
  new Problem('invalid-input', { fields: [{ field, message }] });

/** What is asked for, with what was left out filled in; refuses spans and days that cannot be. */
export async function countingOf(
  store: Store,
  actor: Actor,
  asked: Omit<FiguresInput, 'open'>,
  now: Date,
): Promise<Counting> {
  const country = asked.country ?? (await ownAgency(store, actor.agencyId))?.country ?? '';
  if (!countryByAlpha3(country)) throw invalid('country', 'is no country of ISO 3166-1 (three letters)');
  const today = now.toISOString().slice(0, 10);
  const mayDiffer = opensRecords(actor);
  const cutOff = asked.cutOff ?? (mayDiffer ? today : lastMonthEnd(today));
  if (cutOff > today) throw invalid('cutOff', 'lies in the future');
  if (!mayDiffer) refuseDifferences(cutOff, asked.confirmedOnly, today);
  const to = asked.to ?? Number(cutOff.slice(0, 4));
  const from = asked.from ?? to - usualYears + 1;
  if (from > to) throw invalid('from', 'must not come after the last year');
  if (to - from >= mostYears) throw invalid('from', `gives more than ${mostYears} years`);
  return { country, from, to, cutOff, confirmedOnly: asked.confirmedOnly };
}

/** Two days, or all victims and the confirmed ones, set against each other would tell of one person. */
function refuseDifferences(cutOff: string, confirmedOnly: boolean, today: string): void {
  if (cutOff === today || !isMonthEnd(cutOff))
    throw invalid(
      'cutOff',
      'choose the last day of a month that is past; figures of other days are for those who may open records',
    );
  if (confirmedOnly)
    throw invalid(
      'confirmedOnly',
      'ask for confirmed and presumed victims together; confirmed ones alone are for those who may open records',
    );
}

/** How figures are told: with small counts, with small ones withheld, or with noise on those that are told too. */
type Telling = 'open' | 'withheld' | 'noise';

/** Figures as they stand now; null figures are still being protected, and there for who asks again. */
export async function liveFigures(store: Store, actor: Actor, asked: Counting, telling: Telling): Promise<LiveFigures> {
  const { country, from, to, cutOff, confirmedOnly } = asked;
  const years = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const least = await smallestShown(store);
  const noise = telling === 'noise';
  const counting = noise ? { ...asked, at: await stepBefore(store, asked, least) } : asked;
  const counts = await countOfficial(store, counting);
  const families = familiesOf(counts, years);
  const threshold = telling === 'open' ? null : least;
  const figures = threshold === null ? openFigures(families) : protectedFigures(families, threshold, noise);
  const agencyId = actor.scope === 'all' ? null : actor.agencyId;
  const previous = await lastRelease(store, { country, agencyId, confirmedOnly });
  const lastDay = `${to}-12-31`;
  const { content: earlier, ...release } = previous ?? { content: null };
  return {
    country,
    years,
    cutOff,
    confirmedOnly,
    reach: agencyId === null ? 'country' : 'own',
    // Beside signed figures those with noise would all look revised.
    figures: figures === null || noise ? figures : besideEarlier(figures, earlier?.figures ?? [], years),
    threshold,
    noise: noise ? cellKeyNoise.most : null,
    undated: undatedTold(counts.undated, threshold),
    coverage: await coverageOf(
      store,
      country,
      cutOff < lastDay ? cutOff : lastDay,
      threshold === null ? null : { at: counting.at ?? `${cutOff}T23:59:59.999Z`, least },
    ),
    population: await populationOf(store, country, years),
    estimates: await estimatesOf(store, country, from, to),
    previous: 'id' in release ? release : null,
  };
}

/** In no table that is attacked, so that it carries noise signed too: two signings would tell who came between. */
function undatedTold({ count, key }: Counts['undated'], threshold: number | null): number | null {
  if (threshold === null || count === 0) return count;
  if (count < threshold) return null;
  return toldWithNoise(count, key, threshold);
}
