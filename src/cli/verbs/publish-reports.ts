import {
  attackSection,
  cellKeyNoise,
  type PerturbedTable,
  type RecordRelease,
  type RecordReleaseOptions,
  type RecordSet,
  type ReportSection,
  type TableRelease,
} from '../../engines/disclosure/index.ts';

type Page = { title: string; lead: string; sections: ReportSection[] };

const oneDigit = (value: number): number => Math.round(10 * value) / 10;

/** What was withheld from a table and what an outsider could still infer. */
export function tableReport(
  { table, primary, withheld, inferred }: TableRelease,
  threshold: number,
  dominated?: number,
): Page {
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
            ['withheld because small or dominated', primary.size],
            ...(dominated === undefined ? [] : [['of them, sums that few contributors dominate', dominated]]),
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
            oneDigit(low),
            Number.isFinite(high) ? oneDigit(high) : 'no bound',
          ]),
        },
      },
      attackSection('suppression'),
    ],
  };
}

interface Perturbation {
  readonly method: 'round' | 'cell-key';
  readonly base: number;
  readonly threshold: number;
  /** Whether the keys of the noise are kept with the records. */
  readonly lasting: boolean;
}

/** How far counts were changed and what an outsider can still infer of small ones. */
export function perturbReport({ cells, meanError, narrowest, additive }: PerturbedTable, how: Perturbation): Page {
  const { method, base, threshold, lasting } = how;
  const rounded = additive
    ? `Every count is rounded to a multiple of ${base} next to it so that parts add up to their sums (controlled rounding; Cox and Ernst 1982).`
    : `Every count and sum is rounded to the nearest multiple of ${base} by itself (Willenborg and de Waal 2001, chapter 9).`;
  const noised = `Every count and sum carries noise between -${cellKeyNoise.most} and ${cellKeyNoise.most} with mean zero and variance ${cellKeyNoise.variance} (less for the smallest counts), picked by the sum of the keys of its rows (Fraser and Wooton 2005; Giessing 2016). ${lasting ? 'The keys are kept with the rows, so that the same rows always get the same noise.' : 'The keys were drawn for this release alone: a second release of the same rows has other noise, and the average of many comes near the truth. Keep a column of keys and name it with --keys.'}`;
  return {
    title: 'Release of a table with changed counts',
    lead: `${method === 'round' ? rounded : noised} ${additive ? '' : 'Sums may differ from their parts. '}An attacker who knows all figures and the method was run against every count from 1 to ${threshold - 1}.`,
    sections: [
      {
        title: 'In figures',
        text: 'Cells include all sums.',
        table: {
          head: ['what', 'value'],
          rows: [
            ['all cells', cells.length],
            ['mean absolute change of a count', meanError.toFixed(2)],
            ['narrowest interval left of a small count', narrowest === null ? 'no small count' : narrowest.toFixed(1)],
          ],
        },
      },
      attackSection(method === 'round' ? 'rounding' : 'cell-key noise'),
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
