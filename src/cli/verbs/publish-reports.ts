import {
  attackSection,
  type RecordRelease,
  type RecordReleaseOptions,
  type RecordSet,
  type ReportSection,
  type TableRelease,
} from '../../engines/disclosure/index.ts';

type Page = { title: string; lead: string; sections: ReportSection[] };

/** What was withheld from a table and what an outsider could still infer. */
export function tableReport({ table, primary, withheld, inferred }: TableRelease, threshold: number): Page {
  const name = (cell: number) => (table.cells[cell]?.values ?? []).map((value) => value ?? 'All').join(', ');
  return {
    title: 'Release of a table: what is withheld and what can be inferred',
    lead: `Counts from 1 to ${threshold - 1} are withheld, and with them the cells that would give them away. An attacker who knows all published figures was run against every withheld cell. This report shows intervals around withheld counts and is for the office, not for release.`,
    sections: [
      {
        title: 'In figures',
        text: 'Cells include all sums.',
        table: {
          head: ['what', 'cells'],
          rows: [
            ['all cells', table.cells.length],
            ['withheld because small', primary.size],
            ['withheld beside them', withheld.size - primary.size],
          ],
        },
      },
      {
        title: 'What an outsider can infer',
        text: `For small counts the interval must be at least ${threshold} wide; cells withheld for their sake must not be known exactly.`,
        table: {
          head: [table.fields.join(', '), 'why', 'at least', 'at most'],
          rows: inferred.map(({ cell, low, high }) => [
            name(cell),
            primary.has(cell) ? 'small' : 'beside',
            low,
            Number.isFinite(high) ? high : 'no bound',
          ]),
        },
      },
      attackSection('suppression'),
    ],
  };
}

/** What released records keep and lose, what was spent, and how far attacks came. */
export function recordReport(source: RecordSet, release: RecordRelease, options: RecordReleaseOptions): Page {
  const { utility, membership, spent } = release;
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  const protection =
    options.method === 'dp-synthetic'
      ? 'differentially private'
      : options.method === 'k'
        ? 'k-synthetic'
        : 'k-anonymous';
  return {
    title: 'Release of records: what is kept, what is lost, what can be learned',
    lead: `${source.records.toLocaleString('en')} records of ${source.columns.length} columns became ${release.released.records.toLocaleString('en')}. The comparison and the attacks look at the source: this report is for the office, not for release.`,
    sections: [
      {
        title: 'Counts kept, by how many attributes are combined',
        text: 'Errors are mean absolute differences of counts over all combinations of the source or the release. Shares are of occurrences.',
        table: {
          head: [
            'attributes',
            'combinations',
            'mean count',
            'error of counts',
            'error of records',
            'suppressed',
            'suppressed share',
            'fabricated',
            'fabricated share',
            `shared by fewer than ${options.k}`,
          ],
          rows: utility.map((line) => [
            line.length,
            line.combinations,
            line.meanCount.toFixed(1),
            line.meanErrorOfAggregates?.toFixed(2) ?? '',
            line.meanError.toFixed(2),
            line.suppressed,
            percent(line.suppressedShare),
            line.fabricated,
            percent(line.fabricatedShare),
            line.belowThreshold,
          ]),
        },
      },
      ...(spent ? [budgetSection(spent, release.thresholds)] : []),
      {
        title: 'Attacks run',
        text: `The release was made again from a random half of the records. An attacker who knows a record wholly guesses from the nearest released record whether it was used. Of ${membership.tried} tried, the best guess gains ${percent(membership.advantage)} over chance.`,
        table: {
          head: ['columns that differ from the nearest released record, at most', 'records used', 'records kept out'],
          rows: [0, 1, 2].map((at) => [
            at,
            percent(membership.membersWithin[at] ?? 0),
            percent(membership.outsidersWithin[at] ?? 0),
          ]),
        },
      },
      attackSection(protection),
    ],
  };
}

function budgetSection(spent: NonNullable<RecordRelease['spent']>, thresholds: readonly number[]): ReportSection {
  return {
    title: 'Privacy spent',
    text: 'Promise for one record more or less: (epsilon, delta), from zero-concentrated differential privacy (Bun and Steinke 2016) with discrete Gaussian noise (Canonne, Kamath and Steinke 2020). Half of delta covers values that a single record has. Choosing the thresholds and making the records use released counts only, and the number of records is a noisy count itself.',
    table: {
      head: ['epsilon', 'delta', 'rho', 'standard deviation of the noise', 'least count released, by length'],
      rows: [
        [
          spent.epsilon,
          spent.delta.toExponential(1),
          spent.rho.toFixed(4),
          spent.sigma.toFixed(2),
          thresholds.join(', '),
        ],
      ],
    },
  };
}
