import type { AboutRelease } from './draft.ts';

/** The sources the product knows: whose they are, on what terms, how to cite. `{release}` stands for the day of release. */
export const sources: Readonly<Record<string, AboutRelease>> = {
  unodc: {
    title: 'UNODC, trafficking in persons (GLOTIP)',
    publisher: 'United Nations Office on Drugs and Crime',
    licence: 'UN open data, attribution',
    url: 'https://dataunodc.un.org/dp-trafficking-persons',
    citation: 'UNODC, Data portal, Trafficking in persons, release of {release}',
  },
  ctdc: {
    title: 'CTDC, identified victims in k-anonymised records',
    publisher: 'Counter-Trafficking Data Collaborative (IOM, Polaris, Liberty Shared and partners)',
    licence: 'Attribution; no attempt to identify persons; confirm with CTDC before passing on',
    url: 'https://www.ctdatacollaborative.org/',
    citation:
      'Counter-Trafficking Data Collaborative, Global K-anonymised Dataset, release of {release}; counted from the records published of 2002-2016, those with a masked country left out',
  },
  gsi: {
    title: 'Global Slavery Index',
    publisher: 'Walk Free',
    licence: 'Attribution, non-commercial; confirm with the publisher before publishing',
    url: 'https://www.walkfree.org/global-slavery-index/',
    citation: 'Walk Free, Global Slavery Index, release of {release}',
  },
  'tip-report': {
    title: 'Trafficking in Persons Report, tiers',
    publisher: 'US Department of State',
    licence: 'Determinations of the US government; public domain',
    url: 'https://www.state.gov/trafficking-in-persons-report/',
    citation: 'US Department of State, Trafficking in Persons Report, as tabulated on {release}',
  },
  'cia-factbook': {
    title: 'The World Factbook, trafficking in persons',
    publisher: 'US Central Intelligence Agency',
    licence: 'US public domain',
    url: 'https://www.cia.gov/the-world-factbook/',
    citation: 'CIA, The World Factbook, as of {release}',
  },
  '3p-index': {
    title: '3P anti-trafficking policy index',
    publisher: 'Authors of the 3P index',
    licence: 'Not stated; ask the authors before publishing',
    url: 'https://www.economics-human-trafficking.org/data-and-reports.html',
    citation: '3P anti-trafficking policy index, as obtained on {release}',
  },
  'un-treaties': {
    title: 'Status of the UN convention against organised crime and its protocols',
    publisher: 'United Nations Treaty Collection',
    licence: 'Public facts of treaty status',
    url: 'https://treaties.un.org/',
    citation: 'United Nations Treaty Collection, chapter XVIII 12, 12-a and 12-b, status as of {release}',
  },
  'missing-migrants': {
    title: 'Missing Migrants Project',
    publisher: 'International Organization for Migration',
    licence: 'CC BY 4.0',
    url: 'https://missingmigrants.iom.int/',
    citation: 'IOM, Missing Migrants Project, as of {release}',
  },
  'missing-migrants-europe': {
    title: 'Missing Migrants Project, extract for Europe',
    publisher: 'International Organization for Migration; extract by a third party',
    licence: 'CC BY 4.0 for the source; the extract states none',
    url: 'https://missingmigrants.iom.int/',
    citation: 'IOM, Missing Migrants Project, extract for Europe as of {release}',
  },
};

/** What is said of a source nobody has described. */
export const undescribed = (source: string): AboutRelease => ({
  title: source,
  publisher: 'Not stated',
  licence: 'Not stated; ask the publisher',
  url: '',
  citation: `${source}, release of {release}`,
});
