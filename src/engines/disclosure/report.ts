/** A page that opens without a network: headings, sentences and tables. */
export interface ReportPage {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly ReportSection[];
}

export interface ReportSection {
  readonly title: string;
  readonly text: string;
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly (string | number)[])[] };
}

/** Writes the page as one HTML file without scripts or anything fetched. */
export function reportHtml({ title, lead, sections }: ReportPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto; }
th, td { padding: 0.25rem 0.75rem; border-bottom: 1px solid #8886; text-align: start; vertical-align: top; }
td.number { text-align: end; font-variant-numeric: tabular-nums; }
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>${escaped(lead)}</p>
${sections.map(sectionHtml).join('\n')}
</body>
</html>
`;
}

function sectionHtml({ title, text, table }: ReportSection): string {
  const head = table?.head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('');
  const rows = table?.rows.map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`).join('\n');
  const whole = table ? `<table><thead><tr>${head}</tr></thead><tbody>\n${rows}\n</tbody></table>` : '';
  return `<h2>${escaped(title)}</h2>\n<p>${escaped(text)}</p>\n${whole}`;
}

const cellHtml = (cell: string | number): string =>
  typeof cell === 'number' ? `<td class="number">${cell.toLocaleString('en')}</td>` : `<td>${escaped(cell)}</td>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** What each protection stops and what it does not, for whoever signs the release. */
export type Protection =
  'suppression' | 'rounding' | 'cell-key noise' | 'k-synthetic' | 'k-anonymous' | 'differentially private';

const attacks: readonly { readonly attack: string; readonly stopped: Readonly<Record<Protection, string>> }[] = [
  {
    attack: 'Subtraction through totals',
    stopped: {
      suppression: 'yes, tried on every withheld cell',
      rounding: 'mostly: sums are rounded by themselves; tried on every small count',
      'cell-key noise': 'mostly: sums carry noise of their own; tried on every small count',
      'k-synthetic': 'yes: counts are rounded down',
      'k-anonymous': 'no totals are released beside it',
      'differentially private': 'yes',
    },
  },
  {
    attack: 'Differencing with an earlier or overlapping release',
    stopped: {
      suppression: 'no: check against the ledger of releases',
      rounding: 'no: the same count rounds alike, a changed one shows',
      'cell-key noise': 'partly: the same people get the same noise; two groups that differ by few do not',
      'k-synthetic': 'no',
      'k-anonymous': 'no',
      'differentially private': 'yes, while the budget of the data set is kept',
    },
  },
  {
    attack: 'Singling out a rare combination',
    stopped: {
      suppression: 'counts below the threshold, yes',
      rounding: 'partly: that somebody is there can show, not how many',
      'cell-key noise': 'partly: as far as the noise goes',
      'k-synthetic': 'combinations up to the length kept, yes; longer ones are made up',
      'k-anonymous': 'yes',
      'differentially private': 'yes, within epsilon',
    },
  },
  {
    attack: 'Learning that a known person is in the data',
    stopped: {
      suppression: 'no',
      rounding: 'no',
      'cell-key noise': 'no',
      'k-synthetic': 'only in groups smaller than k',
      'k-anonymous': 'no',
      'differentially private': 'bounded by epsilon',
    },
  },
  {
    attack: 'Learning what all of a group share',
    stopped: {
      suppression: 'no',
      rounding: 'no',
      'cell-key noise': 'no',
      'k-synthetic': 'no',
      'k-anonymous': 'no',
      'differentially private': 'no: that is statistics, not disclosure of a person',
    },
  },
];

/** The section on what a protection stops. */
export function attackSection(protection: Protection): ReportSection {
  return {
    title: 'What this protection stops, and what it does not',
    text: `The protection used is: ${protection}.`,
    table: { head: ['attack', 'stopped'], rows: attacks.map(({ attack, stopped }) => [attack, stopped[protection]]) },
  };
}
