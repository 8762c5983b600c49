import type { RecordDraft } from '../draft.ts';
import type { MappedRow } from '../target.ts';
import { ownListLayout } from './own-list.ts';
import { proposeMapping } from './propose.ts';

/** Reads one row as a list of these columns would be read when nobody has corrected anything. */
export function openTableRow(cells: Readonly<Record<string, string>>): MappedRow<RecordDraft> {
  const [columns, values] = [Object.keys(cells), Object.values(cells)];
  const mapping = { columns: proposeMapping(columns, [values]).map(({ column, field }) => ({ column, field })) };
  return ownListLayout
    .open({ columns, fileName: 'list.csv', contentDigest: '', releaseDate: null, mapping })
    .read({ row: 1, line: 2, values, problems: [] });
}
