import { z } from 'zod';
import type { Layout, LayoutContext } from '../contract.ts';
import { Problem } from '../../../platform/action/index.ts';
import { isEmptyFigure, readDay } from '../reading.ts';
import { areaOf, codeFigure, figureReader, releaseOf, totals, type Cells, type FoundFigure } from './figure-reader.ts';

const treaties = {
  untoc: /untoc|convention/i,
  'trafficking-protocol': /traffick|12-?a\b/i,
  'smuggling-protocol': /smuggl|12-?b\b/i,
} as const;
type Treaty = keyof typeof treaties;
const names = Object.keys(treaties) as Treaty[];
const choice = z.object({ treaty: z.enum(names) });

/** The letter behind a date in the Treaty Collection's tables; none is a ratification. */
const kinds: Readonly<Record<string, string>> = {
  '': 'ratification',
  A: 'acceptance',
  AA: 'approval',
  a: 'accession',
  d: 'succession',
};

const partyColumn = (columns: readonly string[]): string | undefined =>
  columns.find((name) => /^ratification/i.test(name));

/** Who signed and who is party to the convention or a protocol, since when and by which kind of act. */
export const treatyStatus: Layout = {
  id: 'treaty-status',
  title: 'UN Treaty Collection, status of a treaty',
  kind: 'series',
  detect: (columns) => (columns.includes('Participant') && partyColumn(columns) ? 1 : 0),
  open: (context) => {
    const release = releaseOf(context);
    const treaty = treatyOf(context);
    const party = partyColumn(context.columns) ?? '';
    const signature = context.columns.find((name) => /^signature/i.test(name)) ?? '';
    return figureReader(context, (cells) => [
      ...actOf(cells, party, release, `${treaty}-party`),
      ...actOf(cells, signature, release, `${treaty}-signature`),
    ]);
  },
};

function actOf(cells: Cells, column: string, release: string, indicator: string): readonly FoundFigure[] {
  const printed = cells.text(column).trim();
  const place = areaOf(cells, undefined, 'Participant', false);
  if (!place || isEmptyFigure(printed)) return [];
  const match = /^(.*?\d{4})(?:\s*\(?(AA|A|a|d)\)?)?$/.exec(printed);
  const dated = readDay(match?.[1] ?? '');
  const kind = indicator.endsWith('-signature') ? 'signature' : kinds[match?.[2] ?? ''];
  if (!dated || !kind) {
    cells.error(
      'not-a-day',
      column,
      'This is not a day with a kind of act.',
      'Write it as 28 Sep 2009, with A, AA, a or d behind it where it applies.',
    );
    return [];
  }
  const key = {
    source: 'un-treaties',
    release,
    indicator,
    area: place.area,
    areaName: place.name,
    year: Number(dated.slice(0, 4)),
  };
  return [{ ...codeFigure(kind, printed, dated), ...key, ...totals, unit: 'act' }];
}

/** Which treaty: said in the mapping, else told by the file's name, for the three tables have the same columns. */
function treatyOf({ mapping, fileName }: LayoutContext): Treaty {
  const said = choice.safeParse(mapping);
  if (said.success) return said.data.treaty;
  const told = names.filter((name) => treaties[name].test(fileName));
  if (told.length === 1 && told[0]) return told[0];
  const message = `Neither the mapping nor the file's name tells which treaty this is. Give a mapping {"treaty": "${names.join('" or "')}"}.`;
  throw new Problem('invalid-input', { fields: [{ field: 'mapping', message }] });
}
