/** The two languages in which a chain of reasons is written. */
export interface Bilingual {
  readonly en: string;
  readonly id: string;
}

const elements: Readonly<Record<string, Bilingual>> = {
  act: { en: 'act', id: 'perbuatan' },
  means: { en: 'means', id: 'cara' },
  purpose: { en: 'purpose of exploitation', id: 'tujuan eksploitasi' },
  benefit: { en: 'financial or other material benefit', id: 'keuntungan finansial atau materi lain' },
  illegal_entry: { en: 'illegal entry', id: 'masuk secara tidak sah' },
  no_legal_right: {
    en: 'no legal right to enter or leave',
    id: 'tidak memiliki hak secara sah untuk masuk atau keluar',
  },
  not_national_or_permanent_resident: {
    en: 'neither national nor permanent resident',
    id: 'bukan warga negara atau penduduk tetap',
  },
  cross_border: { en: 'crossing of a border', id: 'melintasi perbatasan' },
  entry_into_indonesia: {
    en: 'entry into Indonesia for exploitation',
    id: 'masuk ke wilayah Indonesia untuk dieksploitasi',
  },
  exit_from_indonesia: { en: 'exit from Indonesia', id: 'keluar dari wilayah Indonesia' },
  exploitation_place_indonesia: { en: 'exploitation inside Indonesia', id: 'eksploitasi di wilayah Indonesia' },
  victim_citizen_idn: { en: 'victim is an Indonesian citizen', id: 'korban warga negara Indonesia' },
  victim_child: { en: 'victim is a child', id: 'korban adalah anak' },
  victim_adult: { en: 'victim is an adult', id: 'korban adalah orang dewasa' },
  victim_age_over_15_under_18: {
    en: 'victim over 15 and under 18',
    id: 'korban berusia di atas 15 dan di bawah 18 tahun',
  },
  victim_age_15_or_under: { en: 'victim of 15 or under', id: 'korban berusia 15 tahun atau kurang' },
  victim_child_or_unable: {
    en: 'victim is a child or unable to protect themselves',
    id: 'korban adalah anak atau tidak mampu melindungi diri',
  },
  victim_child_or_woman: { en: 'victim is a child or a woman', id: 'korban adalah anak atau perempuan' },
  one_aggravating_circumstance: { en: 'an aggravating circumstance', id: 'suatu keadaan yang memberatkan' },
  consideration_promised_or_given: { en: 'something promised or given', id: 'menjanjikan atau memberi sesuatu' },
  person_is_tip_victim: { en: 'established trafficking victim', id: 'korban tindak pidana perdagangan orang' },
  acting_for_corporation: { en: 'acting for a corporation', id: 'bertindak untuk korporasi' },
  to_facilitate_tip: { en: 'to make trafficking easier', id: 'untuk mempermudah tindak pidana perdagangan orang' },
  to_enable_smuggling: { en: 'to enable smuggling', id: 'untuk memungkinkan penyelundupan' },
  told_of_secrecy: { en: 'told that it must be kept secret', id: 'telah diberitahu untuk merahasiakan' },
  indonesian_travel_document: { en: 'Indonesian travel document', id: 'Dokumen Perjalanan Republik Indonesia' },
  foreign_travel_document: { en: 'foreign travel document', id: 'dokumen perjalanan asing' },
  death: { en: 'death', id: 'kematian' },
};

/** The name of an element in both languages; a key without one is printed as a key. */
export const elementName = (key: string): Bilingual =>
  elements[key] ?? { en: key.replaceAll('_', ' '), id: key.replaceAll('_', ' ') };

const fields: Readonly<Record<string, Bilingual>> = {
  acts: { en: 'acts', id: 'perbuatan' },
  means: { en: 'means', id: 'cara' },
  purposes: { en: 'purposes', id: 'tujuan' },
  exploited: { en: 'exploitation happened', id: 'eksploitasi terjadi' },
  place_of_exploitation: { en: 'place of exploitation', id: 'tempat eksploitasi' },
  intent_to_exploit_at_entry: { en: 'intent when the border was crossed', id: 'niat saat melintasi perbatasan' },
  crossed_border: { en: 'border crossed', id: 'perbatasan dilintasi' },
  illegal_entry: { en: 'illegal entry', id: 'masuk secara tidak sah' },
  benefit: { en: 'benefit', id: 'keuntungan' },
  victims: { en: 'victims', id: 'korban' },
  offender: { en: 'offender', id: 'pelaku' },
  circumstances: { en: 'circumstances', id: 'keadaan' },
  to_facilitate_tip: { en: 'to make trafficking easier', id: 'untuk mempermudah perdagangan orang' },
  indonesian_travel_document: { en: 'Indonesian travel document', id: 'dokumen perjalanan Indonesia' },
};

export const fieldName = (key: string): Bilingual => fields[key] ?? elementName(key);

/** Short words for how a thing stands. */
export const statusWords: Readonly<Record<string, Bilingual>> = {
  true: { en: 'shown', id: 'terpenuhi' },
  false: { en: 'not shown', id: 'tidak terpenuhi' },
  open: { en: 'open', id: 'belum diketahui' },
  not_required: { en: 'not required', id: 'tidak disyaratkan' },
  unknown: { en: 'not known', id: 'tidak diketahui' },
  none: { en: 'none found', id: 'tidak ditemukan' },
  yes: { en: 'yes', id: 'ya' },
  no: { en: 'no', id: 'tidak' },
};

/** Sentences that close a chain. `{article}`, `{law}`, `{title}` are filled in. */
export const conclusions: Readonly<Record<string, Bilingual>> = {
  made_out: {
    en: 'So far the facts make out art. {article} of {law} ({title}).',
    id: 'Sejauh ini fakta memenuhi Pasal {article} {law} ({title}).',
  },
  alternative: {
    en: 'They also fit art. {article} of {law} ({title}); another offence describes them more closely.',
    id: 'Fakta juga sesuai dengan Pasal {article} {law} ({title}); tindak pidana lain lebih tepat menggambarkannya.',
  },
  open: {
    en: 'Art. {article} of {law} ({title}) is open: what is not known decides it.',
    id: 'Pasal {article} {law} ({title}) belum dapat ditentukan: bergantung pada hal yang belum diketahui.',
  },
  not_made_out: {
    en: 'Art. {article} of {law} ({title}) is not made out.',
    id: 'Pasal {article} {law} ({title}) tidak terpenuhi.',
  },
  not_in_force: {
    en: 'Art. {article} of {law} ({title}) fits but was not in force on the day of the act.',
    id: 'Pasal {article} {law} ({title}) sesuai tetapi tidak berlaku pada hari perbuatan.',
  },
  bar: {
    en: 'Art. {article} of {law}: the victim is not held liable.',
    id: 'Pasal {article} {law}: korban tidak dipertanggungjawabkan.',
  },
  source: { en: 'Source: {source}', id: 'Sumber: {source}' },
  verified: { en: 'read in the text', id: 'dibaca dalam naskah' },
  not_verified: { en: 'NOT VERIFIED', id: 'BELUM DIVERIFIKASI' },
  aggravated: { en: 'Aggravated by {keys} (art. {article}).', id: 'Diperberat oleh {keys} (Pasal {article}).' },
  penalty_withheld: {
    en: 'The figures of the penalty were not read in the text in force and are not named.',
    id: 'Angka pidana tidak dibaca dalam naskah yang berlaku dan tidak disebutkan.',
  },
};

export function fill(text: Bilingual, values: Readonly<Record<string, string | Bilingual>>): Bilingual {
  const of = (language: 'en' | 'id'): string =>
    text[language].replace(/\{(\w+)\}/g, (_all, name: string) => {
      const value = values[name] ?? '';
      return typeof value === 'string' ? value : value[language];
    });
  return { en: of('en'), id: of('id') };
}
