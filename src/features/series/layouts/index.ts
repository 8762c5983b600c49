import type { Layout } from '../contract.ts';
import { missingMigrants } from './missing-migrants.ts';
import { seriesLong } from './series-long.ts';
import { slaveryIndex } from './slavery-index.ts';
import { policyIndex, tipTiers, tipTiersFactbook } from './tip-tiers.ts';
import { treatyStatus } from './treaty-status.ts';
import { unodcGlotip } from './unodc-glotip.ts';

/** Every shape of published table that is read. */
export const seriesLayouts: readonly Layout[] = [
  unodcGlotip,
  slaveryIndex,
  tipTiers,
  tipTiersFactbook,
  policyIndex,
  treatyStatus,
  missingMigrants,
  seriesLong,
];
