import { placesOfCell } from '../dependence.ts';
import { clusterSizes } from '../metrics.ts';
import { probabilityOf } from '../model.ts';
import type { LinkResult } from '../run.ts';
import { type Bar, bars, curve, histogram, page, safe, section, short, table } from './drawing.ts';
import type { Example, ReportFacts } from './facts.ts';

/** The whole report of a run as one HTML page that fetches nothing. It shows values of some records: as confidential as the lists. */
export function reportPage(title: string, records: number, result: LinkResult, facts: ReportFacts): string {
  const { candidates, model, threshold, probability, pairs, clusters, fields, comparisons } = result;
  const sizes = clusterSizes(Array.from(clusters.of));
  const persons = sizes.reduce((sum, one) => sum + one.clusters, 0);
  const overview = [
    ['Records', short(records)],
    ['Persons found', short(persons)],
    ['Candidate pairs', `${short(candidates.pairs)} of a budget of ${short(candidates.budget)}`],
    ['Candidate pairs expected to be of one person', `${short(model.candidateShare * 100)} %`],
    [
      'Threshold',
      `match weight ${short(threshold)}, probability ${short(probability)}; ${result.labelled ? `held against labels of ${short(result.labelled.records)} records` : 'chosen without labels'}`,
    ],
    ['Probabilities', saysHow(result)],
    ['Rounds of learning', `${model.rounds}${model.converged ? '' : ', not settled'}`],
    ['Pairs that link but were not joined', short(clusters.bridges.length)],
  ];
  return page(title, [
    `<p>This page shows values of some records. Keep it as the lists themselves.</p><dl>${overview.map(([name = '', value = '']) => `<dt>${safe(name)}</dt><dd>${safe(value)}</dd>`).join('')}</dl>`,
    section(
      'How full each field is',
      'The share of records that say something, and how many different values there are.',
      bars(
        fields.map(({ column, filled, distinct, kind }) => ({
          label: `${column} (${kind})`,
          value: filled / Math.max(1, records),
          note: `${short((100 * filled) / Math.max(1, records))} %, ${short(distinct)} different`,
        })),
        'Share of records filled, by field',
      ),
    ),
    section(
      'Match weights',
      'What each outcome adds to the weight of a pair, in bits: one bit doubles the odds that the two records are of one person.',
      bars(
        eachLevel(result, (at, level) => model.weights[at]?.[level] ?? 0),
        'Match weight by comparison and level',
      ),
    ),
    section(
      'm and u',
      'How often each outcome occurs among records of one person (m) and of different persons (u).',
      table(
        ['comparison', 'outcome', 'm, %', 'u, %', 'weight'],
        comparisons.flatMap(({ name, levels }, at) =>
          levels.map(({ label }, level) => [
            name,
            label,
            percent(model.m[at]?.[level + 1]),
            percent(model.u[at]?.[level + 1]),
            model.weights[at]?.[level + 1] ?? 0,
          ]),
        ),
      ),
    ),
    impliedSection(result),
    section(
      'What each key adds',
      'A pair is looked at when it shares a key. Counted once, for the first key that gives it.',
      table(
        ['key', 'pairs', 'of these new', 'largest block', 'blocks narrowed'],
        candidates.keys.map(({ name, pairs: all, added, largestBlock, bigBlocks }) => [
          name,
          all,
          added,
          largestBlock,
          bigBlocks,
        ]),
      ),
      candidates.leftOut.length === 0
        ? ''
        : `<h3>Left out, over the budget</h3>${table(
            ['key', 'pairs it would give'],
            candidates.leftOut.map(({ name, pairs: all }) => [name, all]),
          )}`,
    ),
    section(
      'Weights of the candidate pairs',
      'Counts on a logarithmic scale. Groups of records are joined while the average weight between them is over the threshold.',
      histogram(facts.bins, threshold, 'Candidate pairs by match weight'),
    ),
    ...labelledSections(result),
    section(
      'How far probability and joining agree',
      'Of the pairs said to be so likely, the share that ended in one cluster. Without labels this shows consistency, not truth: compare with a labelled sample by `link evaluate`.',
      curve(
        facts.agreement.map(({ said, joined }) => ({ x: said, y: joined })),
        { title: 'Share joined by probability', across: 'probability said', up: 'share joined', diagonal: true },
      ),
    ),
    section(
      'Pairs explained',
      'What was added up for some pairs, from nothing to the weight.',
      ...facts.examples.map((example) => waterfall(example, probabilityOf(example.weight, model))),
    ),
    section(
      'Sizes of clusters',
      'How many persons have so many records.',
      bars(
        sizes
          .slice(0, 40)
          .map(({ size, clusters: count }) => ({ label: size === 1 ? '1 record' : `${size} records`, value: count })),
        'Clusters by size',
      ),
    ),
    section(
      'Records that cannot be linked',
      `${short(facts.unlinkable)} of ${short(records)} records (${short((100 * facts.unlinkable) / Math.max(1, records))} %) say so little that even the same record again would not reach the threshold.`,
    ),
    section(
      'Bridges',
      `${short(clusters.bridges.length)} of ${short(pairs.left.length)} pairs of positive weight are over the threshold by themselves, but the clusters they would join do not belong together as a whole. They are worth a look by people.`,
    ),
  ]);
}

function saysHow({ labelled }: LinkResult): string {
  return labelled === null
    ? 'those of the model, not held against the judgement of people: how right they are is not known here'
    : `corrected by labels of ${short(labelled.records)} records`;
}

/** Precision, recall and reliability among the labelled records; nothing without labels. */
function labelledSections({ labelled, threshold }: LinkResult): string[] {
  if (labelled === null) return [];
  const { records, truePairs, steps, reliability, corrected } = labelled;
  return [
    section(
      'Precision and recall by threshold',
      `Among ${short(records)} labelled records with ${short(truePairs)} pairs of one person, after joining. The threshold in use is ${short(threshold)}.`,
      curve(
        steps.map(({ precision, recall }) => ({ x: recall, y: precision })),
        { title: 'Precision by recall', across: 'recall', up: 'precision' },
      ),
      table(
        ['match weight', 'precision, %', 'recall, %', 'F1, %'],
        steps.map((step) => [step.threshold, percent(step.precision), percent(step.recall), percent(step.f1)]),
      ),
    ),
    section(
      'Reliability',
      'Of the labelled pairs said to be so likely, the share that are of one person, before and after the probabilities were corrected by the labels; each half of the labels was corrected by the other half. On the dotted line the model knows how sure it may be; under it, it is too sure.',
      ...[reliability, corrected].map((steps, at) =>
        curve(
          steps.map(({ said, same }) => ({ x: said, y: same })),
          {
            title: `Share of one person by probability, ${at === 0 ? 'as the model says' : 'corrected'}`,
            across: 'probability said',
            up: 'share of one person',
            diagonal: true,
          },
        ),
      ),
      table(
        ['', 'probability said, %', 'of one person, %', 'pairs'],
        [reliability, corrected].flatMap((steps, at) =>
          steps.map(({ said, same, pairs }) => [at === 0 ? 'model' : 'corrected', percent(said), percent(same), pairs]),
        ),
      ),
    ),
  ];
}

const percent = (share: number | undefined): number => Number(((share ?? 0) * 100).toPrecision(3));

function eachLevel({ comparisons }: LinkResult, value: (at: number, level: number) => number): Bar[] {
  return comparisons.flatMap(({ name, levels }, at) =>
    levels.map(({ label }, level) => ({ label: `${name}: ${label}`.slice(0, 52), value: value(at, level + 1) })),
  );
}

/** What the most telling field implies for each, as far as it is worth a word. */
function impliedSection({ model, comparisons }: LinkResult): string {
  const rows = model.implied.flatMap(({ field, by, times: [first] }) => {
    const [own, other] = [comparisons[field], comparisons[by[0] ?? 0]];
    return [...(first ?? [])].flatMap(([cell, times]) => {
      const { before, level } = placesOfCell(cell);
      const [one, two] = [other?.levels[before - 1], own?.levels[level - 1]];
      return one && two && times >= 1.5
        ? [[other?.name ?? '', one.label, own?.name ?? '', two.label, Math.log2(times)]]
        : [];
    });
  });
  return section(
    'Fields that imply one another',
    rows.length === 0
      ? 'None was found.'
      : 'Where different persons agree in two fields together more often than chance has it, the bits that were counted twice are taken back. Up to three fields together imply another; shown is what the first of them implies.',
    rows.length === 0 ? '' : table(['field', 'outcome', 'field', 'outcome', 'bits taken back'], rows),
  );
}

function waterfall({ what, weight, steps, values }: Example, probability: number): string {
  const rows: Bar[] = [
    ...steps.map(({ label, bits }) => ({ label: label.slice(0, 52), value: bits })),
    { label: 'match weight', value: weight, note: `${short(weight)} (probability ${short(probability)})` },
  ];
  return `<h3>${safe(what)}</h3>${table(
    ['', 'one record', 'the other'],
    values.map((row) => [...row]),
  )}${bars(rows, `What makes up the weight: ${what}`)}`;
}
