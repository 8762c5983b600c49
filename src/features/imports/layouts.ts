import { Problem, type Services } from '../../platform/action/index.ts';
import { seriesLayouts, seriesTarget } from '../series/index.ts';
import { ctdcLayout } from './ctdc/ctdc.ts';
import { htcdsLayout } from './htcds/htcds.ts';
import { ownListLayout } from './own-list/own-list.ts';
import { recordsTarget } from './records-target.ts';
import type { ImportRow } from './store.ts';
import type { ImportKind, Layout, RowReader, Target } from './target.ts';

/** Every layout Palermo reads. The last resort is the agency's own list. */
export const layouts: readonly Layout[] = [ctdcLayout, htcdsLayout, ...seriesLayouts, ownListLayout];

const targets: Readonly<Record<ImportKind, Target>> = {
  records: recordsTarget as Target,
  series: seriesTarget as Target,
};

/** Where the drafts of a kind go. */
export const targetOf = (kind: ImportKind): Target => targets[kind];

export function layoutOf(id: string): Layout {
  const layout = layouts.find((candidate) => candidate.id === id);
  if (layout) return layout;
  throw new Problem('invalid-input', {
    fields: [{ field: 'layout', message: `must be one of ${layouts.map((known) => known.id).join(', ')}` }],
  });
}

/** The layout whose columns these are; an own list when no ready one fits. */
export function detectLayout(columns: readonly string[], sample: readonly (readonly string[])[]): Layout {
  const scored = layouts
    .map((layout) => ({ layout, score: layout.detect(columns, sample) }))
    .toSorted((a, b) => b.score - a.score);
  const best = scored[0];
  return best && best.score >= 0.5 ? best.layout : layoutOf(ownListLayout.id);
}

/** The reader of an import's rows. Keys of rows are drawn with a secret, for a plain digest of a name can be guessed. */
export function openReader(
  services: Services,
  row: ImportRow,
  columns: readonly string[],
  contentDigest: string,
): RowReader<unknown> {
  const reader = layoutOf(row.layout).open({
    columns,
    contentDigest,
    fileName: row.fileName,
    releaseDate: row.releaseDate,
    mapping: row.mapping,
  });
  return {
    read: (tableRow) => keyed(services, reader.read(tableRow)),
    ...(reader.finish ? { finish: () => reader.finish?.() ?? [] } : {}),
  };
}

function keyed<T extends ReturnType<RowReader<unknown>['read']>>(services: Services, mapped: T): T {
  if (mapped.drafts.length === 0) return mapped;
  const drafts = mapped.drafts.map((draft) =>
    hasKey(draft) ? { ...draft, sourceKey: services.keys.auditMac(`import row ${draft.sourceKey}`) } : draft,
  );
  return { ...mapped, drafts };
}

const hasKey = (draft: unknown): draft is { sourceKey: string } =>
  typeof draft === 'object' && draft !== null && 'sourceKey' in draft && typeof draft.sourceKey === 'string';
