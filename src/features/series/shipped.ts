import type { shippedSources } from './schema.ts';

/** Published tables the product ships (data/README.md), with the day each was released as its provenance says. */
export interface ShippedTable {
  readonly source: (typeof shippedSources)[number];
  /** Below data/. */
  readonly file: string;
  /** How it is read; null where records are counted into figures. */
  readonly layout: string | null;
  /** Null where the rows carry their own days. */
  readonly release: string | null;
}

export const shippedTables: readonly ShippedTable[] = [
  {
    source: 'unodc',
    file: 'unodc-tip/data_glotip_2023-05-30.csv.gz',
    layout: 'unodc-glotip',
    release: '2023-05-30',
  },
  {
    source: 'ctdc',
    file: 'ctdc/ctdc_global_kanon_2020-04_core7_2002-2016.csv.gz',
    layout: null,
    release: '2020-04-14',
  },
  { source: 'gsi', file: 'slavery-index/gsi_2018_top10.csv', layout: 'slavery-index', release: '2018-07-19' },
  { source: 'tip-report', file: 'tip-tiers/tip_tiers_1999-2015.csv', layout: 'tip-tiers', release: '2015-07-27' },
  {
    source: 'cia-factbook',
    file: 'tip-tiers/tip_tiers_factbook_snapshots_2015-2026.csv',
    layout: 'tip-tiers-factbook',
    release: null,
  },
  {
    source: 'un-treaties',
    file: 'treaties/trafficking_protocol_status_2014-15.csv',
    layout: 'treaty-status',
    release: '2015-03-01',
  },
  {
    source: 'un-treaties',
    file: 'treaties/smuggling_protocol_status_2014-15.csv',
    layout: 'treaty-status',
    release: '2015-03-01',
  },
  { source: 'un-treaties', file: 'treaties/untoc_status_2014-15.csv', layout: 'treaty-status', release: '2015-03-01' },
  {
    source: 'missing-migrants',
    file: 'migration/missing_migrants_global_2014-2020-01-08.csv.gz',
    layout: 'missing-migrants',
    release: '2020-01-08',
  },
  {
    source: 'missing-migrants',
    file: 'migration/missing_migrants_global_2026-05-06.csv.gz',
    layout: 'missing-migrants',
    release: '2026-05-06',
  },
];
