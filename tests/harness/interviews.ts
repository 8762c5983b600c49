import fc from 'fast-check';
import { questions } from '../../src/words/screening/questions.ts';
import {
  levels,
  newInterview,
  publishedInstruments,
  type Answer,
  type Instrument,
  type Interview,
  type Seen,
} from '../../src/engines/screening/index.ts';

/** When every invented interview began. */
export const start = '2026-03-02T08:00:00.000Z';

/** An interview with a grown person who agreed, and nothing asked yet. */
export const begun: Interview = {
  ...newInterview('interview', 'ur', start),
  agreement: 'given',
  age: { appearance: 'adult' },
};

/** An answer as it was told. */
export const answer = (value: Seen): Answer => ({ value, basis: 'told', at: start });

/** An interview with these answers besides its own. */
export const withAnswers = (told: Readonly<Record<string, Seen>>, interview = begun): Interview => ({
  ...interview,
  answers: {
    ...interview.answers,
    ...Object.fromEntries(Object.entries(told).map(([key, seen]) => [key, answer(seen)])),
  },
});

/** Forms of exploitation that were named. */
export const forms = (...codes: string[]): Interview['answers'] => ({
  forms: { ...answer('seen'), codes: Object.fromEntries(codes.map((code) => [code, 'seen' as const])) },
});

/** The ILO/EC indicators. */
export const delphi = publishedInstruments[0] as Instrument;
/** Every indicator of the published lists. */
export const indicatorKeys = publishedInstruments.flatMap(({ id, indicators }) =>
  indicators.map(({ code }) => `${id}/${code}`),
);
export const anyKey = fc.constantFrom(
  ...questions.filter(({ kind }) => kind === 'sign').map(({ id }) => id),
  ...indicatorKeys,
);
export const anySeen = fc.constantFrom<Seen>('seen', 'not-seen', 'not-asked');

/** Any answers at all, to questions and to indicators. */
export const anyAnswers = fc.dictionary(anyKey, anySeen, { maxKeys: 40 });

/** How high a level is. */
export const rank = (level: (typeof levels)[number]): number => levels.indexOf(level);
