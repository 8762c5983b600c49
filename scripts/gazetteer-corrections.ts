/** Native names of Afghan provinces (Dari): the source holds machine translations, "captain" for Kapisa among them. */
export const afghanNames: Readonly<Record<string, string>> = {
  'AF-BAL': 'بلخ',
  'AF-BAM': 'بامیان',
  'AF-BDG': 'بادغیس',
  'AF-BDS': 'بدخشان',
  'AF-BGL': 'بغلان',
  'AF-DAY': 'دایکندی',
  'AF-FRA': 'فراه',
  'AF-FYB': 'فاریاب',
  'AF-GHA': 'غزنی',
  'AF-GHO': 'غور',
  'AF-HEL': 'هلمند',
  'AF-HER': 'هرات',
  'AF-JOW': 'جوزجان',
  'AF-KAB': 'کابل',
  'AF-KAN': 'قندهار',
  'AF-KAP': 'کاپیسا',
  'AF-KDZ': 'کندز',
  'AF-KHO': 'خوست',
  'AF-KNR': 'کنر',
  'AF-LAG': 'لغمان',
  'AF-LOG': 'لوگر',
  'AF-NAN': 'ننگرهار',
  'AF-NIM': 'نیمروز',
  'AF-NUR': 'نورستان',
  'AF-PAN': 'پنجشیر',
  'AF-PAR': 'پروان',
  'AF-PIA': 'پکتیا',
  'AF-PKA': 'پکتیکا',
  'AF-SAM': 'سمنگان',
  'AF-SAR': 'سرپل',
  'AF-TAK': 'تخار',
  'AF-URU': 'ارزگان',
  'AF-WAR': 'میدان وردک',
  'AF-ZAB': 'زابل',
};

interface Correction {
  readonly name?: string;
  readonly native?: string;
  readonly lat?: number;
  readonly lon?: number;
}

/** Plain errors of the source: misspelt names and a point in the wrong sea. */
export const areaCorrections: Readonly<Record<string, Correction>> = {
  'AF-GHO': { name: 'Ghor' },
  'AF-KDZ': { name: 'Kunduz' },
  'PK-KP': { native: 'خیبر پختونخوا' },
  'SG-05': { lat: 1.33, lon: 103.7 },
};

/** Areas whose point lies on another continent in the source (Fiji's in North America): better none than a wrong one. */
export const misplaced: ReadonlySet<string> = new Set([
  'CI-DN',
  'CI-LC',
  'FJ-01',
  'FJ-02',
  'FJ-05',
  'FJ-11',
  'FJ-12',
  'FJ-C',
  'FJ-E',
  'FJ-W',
  'GW-N',
  'IL-M',
  'IS-3',
  'LB-JA',
  'ZM-01',
]);
