import type { Evidence } from './schema.ts';

/** Words of the printed note: it leaves the product, so they stand with it and not with the screens. */
export interface NoteWords {
  readonly title: string;
  readonly aid: string;
  readonly caseNumber: string;
  readonly about: Readonly<Record<'case' | 'person_record' | 'perpetrator', string>>;
  readonly assessment: string;
  readonly printed: string;
  readonly laws: string;
  readonly outcome: string;
  readonly elements: string;
  readonly element: string;
  readonly status: string;
  readonly evidence: string;
  readonly charges: string;
  readonly alternatives: string;
  readonly offence: string;
  readonly prison: string;
  readonly fine: string;
  readonly months: string;
  readonly life: string;
  readonly death: string;
  readonly withheld: string;
  readonly none: string;
  readonly bars: string;
  readonly limitation: string;
  readonly lastDay: string;
  readonly reasons: string;
  readonly rights: string;
  readonly flags: string;
  readonly remark: string;
  readonly notVerified: string;
  readonly article: string;
  readonly evidenceKind: Readonly<Record<Evidence['kind'], string>>;
  readonly subject: Readonly<Record<'natural' | 'manager' | 'corporation', string>>;
  readonly verdict: Readonly<Record<'TIP' | 'SOM' | 'both' | 'neither' | 'undetermined', string>>;
}

export const noteWords: Readonly<Record<'en' | 'id', NoteWords>> = {
  en: {
    title: 'Reasoned note on the law',
    aid: 'An aid to screening and case preparation. Not legal advice. Figures marked as not verified must be checked in the text of the law.',
    caseNumber: 'Case',
    about: {
      case: 'The case as a whole',
      person_record: 'One person of the case',
      perpetrator: 'One suspect of the case',
    },
    assessment: 'Assessment',
    printed: 'Printed',
    laws: 'Laws',
    outcome: 'Outcome',
    elements: 'Elements and facts',
    element: 'Element',
    status: 'Status',
    evidence: 'Evidence',
    charges: 'Offences',
    alternatives: 'Alternatives',
    offence: 'Offence',
    prison: 'Imprisonment',
    fine: 'Fine',
    months: 'months',
    life: 'life',
    death: 'death penalty',
    withheld: 'not stated: figures not verified',
    none: 'none stated',
    bars: 'What protects the victim',
    limitation: 'Limitation',
    lastDay: 'last day',
    reasons: 'Reasons',
    rights: 'Rights of the victim',
    flags: 'Points to heed',
    remark: 'Remark',
    notVerified: 'not verified',
    article: 'art.',
    evidenceKind: {
      event: 'event',
      person_record: 'person record',
      movement: 'leg of the journey',
      note: 'note',
      attachment: 'document',
      screening: 'interview',
      statement: 'statement',
      other: 'other',
    },
    subject: { natural: 'Person', manager: 'Manager', corporation: 'Corporation' },
    verdict: {
      TIP: 'Trafficking in persons',
      SOM: 'Smuggling of migrants',
      both: 'Trafficking and smuggling',
      neither: 'Neither trafficking nor smuggling shown',
      undetermined: 'Undetermined: facts are missing',
    },
  },
  id: {
    title: 'Catatan beralasan tentang hukum',
    aid: 'Alat bantu penyaringan dan persiapan perkara. Bukan nasihat hukum. Angka yang bertanda belum diverifikasi harus diperiksa dalam naskah undang-undang.',
    caseNumber: 'Kasus',
    about: {
      case: 'Kasus secara keseluruhan',
      person_record: 'Satu orang dalam kasus',
      perpetrator: 'Satu terduga pelaku dalam kasus',
    },
    assessment: 'Penilaian',
    printed: 'Dicetak',
    laws: 'Hukum yang diterapkan',
    outcome: 'Hasil',
    elements: 'Unsur dan fakta',
    element: 'Unsur',
    status: 'Status',
    evidence: 'Bukti',
    charges: 'Tindak pidana',
    alternatives: 'Alternatif',
    offence: 'Tindak pidana',
    prison: 'Pidana penjara',
    fine: 'Denda',
    months: 'bulan',
    life: 'seumur hidup',
    death: 'pidana mati',
    withheld: 'tidak disebutkan: angka belum diverifikasi',
    none: 'tidak disebutkan',
    bars: 'Perlindungan bagi korban',
    limitation: 'Daluwarsa',
    lastDay: 'hari terakhir',
    reasons: 'Alasan',
    rights: 'Hak korban',
    flags: 'Hal yang perlu diperhatikan',
    remark: 'Catatan',
    notVerified: 'belum diverifikasi',
    article: 'Pasal',
    evidenceKind: {
      event: 'peristiwa',
      person_record: 'catatan orang',
      movement: 'bagian perjalanan',
      note: 'catatan',
      attachment: 'dokumen',
      screening: 'wawancara',
      statement: 'keterangan',
      other: 'lainnya',
    },
    subject: { natural: 'Orang', manager: 'Pengurus', corporation: 'Korporasi' },
    verdict: {
      TIP: 'Perdagangan orang',
      SOM: 'Penyelundupan migran',
      both: 'Perdagangan orang dan penyelundupan',
      neither: 'Tidak terbukti perdagangan orang maupun penyelundupan',
      undetermined: 'Belum dapat ditentukan: ada fakta yang belum diketahui',
    },
  },
};
