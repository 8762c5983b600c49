import type { ActionTypes } from '../../../client/index.ts';
import type { useFormats, useT } from '../../../kit/i18n.ts';
import {
  reportBars,
  reportCurve,
  reportFacts,
  reportFile,
  reportHeading,
  reportHistogram,
  reportSection,
  reportTable,
  reportWaterfall,
} from '../../../kit/offlineReport.ts';
import type { RunReport } from '../schema.ts';
import type { useLinkageWords } from './words.ts';

type Run = ActionTypes['linkage.opened']['output'] & { readonly report: RunReport };
type Quality = ActionTypes['linkage.quality']['output'];

interface Said {
  readonly t: ReturnType<typeof useT>;
  readonly formats: ReturnType<typeof useFormats>;
  readonly words: ReturnType<typeof useLinkageWords>;
  readonly language: { readonly code: string; readonly direction: 'ltr' | 'rtl' };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** Everything a comparison shows, in the reader's language, as one HTML file. Nothing of what any record says is in it. */
export function runReportFile(run: Run, quality: Quality | null, said: Said): string {
  const { t, formats } = said;
  const { report, counts } = run;
  const of = (name: string): string => formats.number(counts[name] ?? 0);
  return reportFile(`${t('page.linkageRun')}: ${run.agencyName}, ${formats.dateTime(run.createdAt)}`, said.language, [
    reportFacts([
      [t('linkage.recordsHeader'), of('records')],
      [t('linkage.candidates'), of('candidates')],
      [t('linkage.proposed'), of('kept')],
      [t('linkage.automatic'), of('automatic')],
      [t('linkage.bridges'), of('bridges')],
    ]),
    ...learned(report, counts['records'] ?? 0, said),
    ...found(report, said),
    ...(quality === null || quality.reviewed === 0 ? [] : judged(quality, said)),
  ]);
}

/** Weights, m and u, completeness and keys. */
function learned(report: RunReport, records: number, { t, formats, words }: Said): string[] {
  const { number, signed, percent } = formats;
  const share = (value: number): string => (value < 0.001 ? value.toExponential(1) : number(value));
  const levels = report.comparisons.flatMap(({ name, levels: all }) =>
    all.map((level) => ({ ...level, comparison: words.name(name), alike: words.level(level.label) })),
  );
  return [
    reportSection(
      t('linkage.weights'),
      t('linkage.weightsLead'),
      reportBars(
        levels.map(({ comparison, alike, bits }) => ({
          label: `${comparison}: ${alike}`,
          value: bits,
          note: signed(tenths(bits)),
        })),
      ),
      reportTable(
        [
          t('linkage.comparison'),
          t('linkage.alike'),
          t('linkage.m'),
          t('linkage.u'),
          t('linkage.weight'),
          t('linkage.candidates'),
        ],
        levels.map(({ comparison, alike, m, u, bits, pairs }) => [
          comparison,
          alike,
          share(m),
          share(u),
          signed(tenths(bits)),
          number(pairs),
        ]),
        2,
      ),
    ),
    reportSection(
      t('linkage.completeness'),
      '',
      reportBars(
        report.completeness.map(({ name, filled }) => ({
          label: words.name(name),
          value: filled,
          note: `${number(filled)} (${percent(filled / Math.max(1, records))})`,
        })),
      ),
    ),
    reportSection(
      t('linkage.keys'),
      t('linkage.keysLead'),
      reportTable(
        [t('linkage.key'), t('linkage.candidates'), t('linkage.added'), t('linkage.largestBlock')],
        report.keys.map(({ name, pairs, added, largestBlock }) => [
          words.key(name),
          number(pairs),
          number(added),
          number(largestBlock),
        ]),
      ),
      ...(report.leftOut.length === 0
        ? []
        : [
            reportHeading(t('linkage.leftOut')),
            reportTable(
              [t('linkage.key'), t('linkage.candidates')],
              report.leftOut.map(({ name, pairs }) => [words.key(name), number(pairs)]),
            ),
          ]),
    ),
  ];
}

/** Weights of pairs with the threshold, waterfalls, sizes of groups, records that cannot be found again. */
function found(report: RunReport, { t, formats, words }: Said): string[] {
  const { number, signed } = formats;
  const examples = (report.examples ?? []).map(
    ({ what, probability, weight, steps }) =>
      reportHeading(t(`linkage.example.${what}`)) +
      reportWaterfall(
        [
          { label: t('linkage.prior'), value: report.prior, note: signed(tenths(report.prior)) },
          ...steps
            .filter(({ label }) => label !== null)
            .map((step) => ({ label: words.step(step), value: step.bits, note: signed(tenths(step.bits)) })),
        ],
        { label: t('linkage.sum', { likely: words.likely(probability) }), note: signed(tenths(report.prior + weight)) },
      ),
  );
  return [
    reportSection(
      t('linkage.histogram'),
      t('linkage.threshold', { weight: number(tenths(report.threshold)) }),
      reportHistogram(
        report.bins.map(({ from, count }) => ({ from, count, note: `${from}: ${number(count)}` })),
        { at: report.threshold, words: t('linkage.thresholdMark', { weight: number(tenths(report.threshold)) }) },
        t('linkage.histogram'),
      ),
    ),
    ...(examples.length === 0 ? [] : [reportSection(t('linkage.why'), t('linkage.examplesLead'), ...examples)]),
    reportSection(
      t('linkage.groups'),
      t('linkage.unlinkable', { count: number(report.unlinkable) }),
      reportBars(
        report.sizes.map(({ size, clusters }) => ({ label: number(size), value: clusters, note: number(clusters) })),
      ),
    ),
  ];
}

/** What people decided against what the program said. */
function judged(quality: Quality, { t, formats }: Said): string[] {
  const { number, percent, span } = formats;
  const write = ({ share, low, high }: Quality['precision']): string =>
    share === null ? '–' : `${percent(share)} (${span(percent(low), percent(high))})`;
  const known = quality.steps.filter(({ precision, recall }) => precision.share !== null && recall.share !== null);
  return [
    reportSection(
      t('linkage.quality'),
      t('linkage.recallNote'),
      reportFacts([
        [t('linkage.reviewed'), number(quality.reviewed)],
        [t('linkage.precision'), write(quality.precision)],
        [t('linkage.recall'), write(quality.recall)],
      ]),
      reportCurve(
        known.map(({ precision, recall }) => ({ x: recall.share ?? 0, y: precision.share ?? 0 })),
        t('linkage.recallShort'),
        t('linkage.precisionShort'),
      ),
      reportTable(
        [t('linkage.linkedFrom'), t('linkage.precisionShort'), t('linkage.recallShort')],
        quality.steps.map(({ from, precision, recall }) => [percent(from), write(precision), write(recall)]),
      ),
      reportHeading(t('linkage.calibration')),
      reportTable(
        [t('linkage.probability'), t('linkage.said'), t('linkage.found')],
        quality.bins
          .filter(({ found: share }) => share.whole > 0)
          .map(({ from, to, said, found: share }) => [
            span(percent(from), percent(to)),
            said === null ? '–' : percent(said),
            write(share),
          ]),
      ),
    ),
  ];
}
