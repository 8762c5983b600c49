/** The languages in which a chain of reasons is written. Titles and sources stand in it as the law packs word them: in English. */
export const reasonLanguages = ['en', 'id', 'ur'] as const;
export type ReasonLanguage = (typeof reasonLanguages)[number];
export type Worded = Readonly<Record<ReasonLanguage, string>>;

/** The same in every language, each by itself. */
export const worded = (of: (language: ReasonLanguage) => string): Worded => ({
  en: of('en'),
  id: of('id'),
  ur: of('ur'),
});

const elements: Readonly<Record<string, Worded>> = {
  act: { en: 'act', id: 'perbuatan', ur: 'فعل' },
  means: { en: 'means', id: 'cara', ur: 'ذریعہ' },
  purpose: { en: 'purpose of exploitation', id: 'tujuan eksploitasi', ur: 'استحصال کا مقصد' },
  benefit: {
    en: 'financial or other material benefit',
    id: 'keuntungan finansial atau materi lain',
    ur: 'مالی یا دیگر مادی فائدہ',
  },
  illegal_entry: { en: 'illegal entry', id: 'masuk secara tidak sah', ur: 'غیر قانونی داخلہ' },
  no_legal_right: {
    en: 'no legal right to enter or leave',
    id: 'tidak memiliki hak secara sah untuk masuk atau keluar',
    ur: 'داخلے یا خروج کا قانونی حق نہیں',
  },
  not_national_or_permanent_resident: {
    en: 'neither national nor permanent resident',
    id: 'bukan warga negara atau penduduk tetap',
    ur: 'نہ شہری نہ مستقل رہائشی',
  },
  cross_border: { en: 'crossing of a border', id: 'melintasi perbatasan', ur: 'سرحد عبور کرنا' },
  entry_into_indonesia: {
    en: 'entry into Indonesia for exploitation',
    id: 'masuk ke wilayah Indonesia untuk dieksploitasi',
    ur: 'استحصال کے لیے انڈونیشیا میں داخلہ',
  },
  exit_from_indonesia: { en: 'exit from Indonesia', id: 'keluar dari wilayah Indonesia', ur: 'انڈونیشیا سے خروج' },
  exploitation_place_indonesia: {
    en: 'exploitation inside Indonesia',
    id: 'eksploitasi di wilayah Indonesia',
    ur: 'انڈونیشیا کے اندر استحصال',
  },
  victim_citizen_idn: {
    en: 'victim is an Indonesian citizen',
    id: 'korban warga negara Indonesia',
    ur: 'متاثرہ شخص انڈونیشیا کا شہری ہے',
  },
  victim_child: { en: 'victim is a child', id: 'korban adalah anak', ur: 'متاثرہ شخص بچہ ہے' },
  victim_adult: { en: 'victim is an adult', id: 'korban adalah orang dewasa', ur: 'متاثرہ شخص بالغ ہے' },
  victim_age_over_15_under_18: {
    en: 'victim over 15 and under 18',
    id: 'korban berusia di atas 15 dan di bawah 18 tahun',
    ur: 'متاثرہ شخص 15 سے زیادہ اور 18 سے کم',
  },
  victim_age_15_or_under: {
    en: 'victim of 15 or under',
    id: 'korban berusia 15 tahun atau kurang',
    ur: 'متاثرہ شخص 15 سال یا کم',
  },
  victim_child_or_unable: {
    en: 'victim is a child or unable to protect themselves',
    id: 'korban adalah anak atau tidak mampu melindungi diri',
    ur: 'متاثرہ شخص بچہ ہے یا اپنا تحفظ نہیں کر سکتا',
  },
  victim_child_or_woman: {
    en: 'victim is a child or a woman',
    id: 'korban adalah anak atau perempuan',
    ur: 'متاثرہ شخص بچہ یا عورت ہے',
  },
  one_aggravating_circumstance: {
    en: 'an aggravating circumstance',
    id: 'suatu keadaan yang memberatkan',
    ur: 'سنگین بنانے والی کوئی صورت',
  },
  consideration_promised_or_given: {
    en: 'something promised or given',
    id: 'menjanjikan atau memberi sesuatu',
    ur: 'کچھ دینے کا وعدہ یا دیا گیا',
  },
  person_is_tip_victim: {
    en: 'established trafficking victim',
    id: 'korban tindak pidana perdagangan orang',
    ur: 'انسانی اسمگلنگ کا ثابت شدہ متاثرہ شخص',
  },
  acting_for_corporation: {
    en: 'acting for a corporation',
    id: 'bertindak untuk korporasi',
    ur: 'کمپنی کی طرف سے کام',
  },
  to_facilitate_tip: {
    en: 'to make trafficking easier',
    id: 'untuk mempermudah tindak pidana perdagangan orang',
    ur: 'انسانی اسمگلنگ آسان بنانے کے لیے',
  },
  to_enable_smuggling: {
    en: 'to enable smuggling',
    id: 'untuk memungkinkan penyelundupan',
    ur: 'مہاجرین کی اسمگلنگ ممکن بنانے کے لیے',
  },
  told_of_secrecy: {
    en: 'told that it must be kept secret',
    id: 'telah diberitahu untuk merahasiakan',
    ur: 'رازداری کا بتایا گیا',
  },
  indonesian_travel_document: {
    en: 'Indonesian travel document',
    id: 'Dokumen Perjalanan Republik Indonesia',
    ur: 'انڈونیشیا کی سفری دستاویز',
  },
  foreign_travel_document: {
    en: 'foreign travel document',
    id: 'dokumen perjalanan asing',
    ur: 'غیر ملکی سفری دستاویز',
  },
  death: { en: 'death', id: 'kematian', ur: 'موت' },
};

/** The name of an element in both languages; a key without one is printed as a key. */
export const elementName = (key: string): Worded => elements[key] ?? worded(() => key.replaceAll('_', ' '));

const fields: Readonly<Record<string, Worded>> = {
  acts: { en: 'acts', id: 'perbuatan', ur: 'افعال' },
  means: { en: 'means', id: 'cara', ur: 'ذریعہ' },
  purposes: { en: 'purposes', id: 'tujuan', ur: 'مقاصد' },
  exploited: { en: 'exploitation happened', id: 'eksploitasi terjadi', ur: 'استحصال ہوا' },
  place_of_exploitation: { en: 'place of exploitation', id: 'tempat eksploitasi', ur: 'استحصال کی جگہ' },
  intent_to_exploit_at_entry: {
    en: 'intent when the border was crossed',
    id: 'niat saat melintasi perbatasan',
    ur: 'سرحد عبور کرتے وقت ارادہ',
  },
  crossed_border: { en: 'border crossed', id: 'perbatasan dilintasi', ur: 'سرحد عبور ہوئی' },
  illegal_entry: { en: 'illegal entry', id: 'masuk secara tidak sah', ur: 'غیر قانونی داخلہ' },
  benefit: { en: 'benefit', id: 'keuntungan', ur: 'فائدہ' },
  victims: { en: 'victims', id: 'korban', ur: 'متاثرہ افراد' },
  offender: { en: 'offender', id: 'pelaku', ur: 'ملزم' },
  circumstances: { en: 'circumstances', id: 'keadaan', ur: 'حالات' },
  to_facilitate_tip: {
    en: 'to make trafficking easier',
    id: 'untuk mempermudah perdagangan orang',
    ur: 'انسانی اسمگلنگ آسان بنانے کے لیے',
  },
  indonesian_travel_document: {
    en: 'Indonesian travel document',
    id: 'dokumen perjalanan Indonesia',
    ur: 'انڈونیشیا کی سفری دستاویز',
  },
};

export const fieldName = (key: string): Worded => fields[key] ?? elementName(key);

/** Short words for how a thing stands. */
export const statusWords: Readonly<Record<string, Worded>> = {
  true: { en: 'shown', id: 'terpenuhi', ur: 'ثابت' },
  false: { en: 'not shown', id: 'tidak terpenuhi', ur: 'ثابت نہیں' },
  open: { en: 'open', id: 'belum diketahui', ur: 'غیر معلوم' },
  not_required: { en: 'not required', id: 'tidak disyaratkan', ur: 'ضروری نہیں' },
  unknown: { en: 'not known', id: 'tidak diketahui', ur: 'معلوم نہیں' },
  none: { en: 'none found', id: 'tidak ditemukan', ur: 'کوئی نہیں ملا' },
  yes: { en: 'yes', id: 'ya', ur: 'ہاں' },
  no: { en: 'no', id: 'tidak', ur: 'نہیں' },
};

/** Sentences that close a chain. `{article}`, `{law}`, `{title}` are filled in. */
export const conclusions: Readonly<Record<string, Worded>> = {
  made_out: {
    en: 'So far the facts make out art. {article} of {law} ({title}).',
    id: 'Sejauh ini fakta memenuhi Pasal {article} {law} ({title}).',
    ur: 'اب تک کے حقائق سے {law} کی دفعہ {article} ({title}) بنتی ہے۔',
  },
  alternative: {
    en: 'They also fit art. {article} of {law} ({title}); another offence describes them more closely.',
    id: 'Fakta juga sesuai dengan Pasal {article} {law} ({title}); tindak pidana lain lebih tepat menggambarkannya.',
    ur: 'یہ {law} کی دفعہ {article} ({title}) پر بھی پورے اترتے ہیں؛ دوسرا جرم انہیں بہتر بیان کرتا ہے۔',
  },
  open: {
    en: 'Art. {article} of {law} ({title}) is open: what is not known decides it.',
    id: 'Pasal {article} {law} ({title}) belum dapat ditentukan: bergantung pada hal yang belum diketahui.',
    ur: '{law} کی دفعہ {article} ({title}) ابھی طے نہیں: جو معلوم نہیں وہی فیصلہ کرے گا۔',
  },
  not_made_out: {
    en: 'Art. {article} of {law} ({title}) is not made out.',
    id: 'Pasal {article} {law} ({title}) tidak terpenuhi.',
    ur: '{law} کی دفعہ {article} ({title}) نہیں بنتی۔',
  },
  not_in_force: {
    en: 'Art. {article} of {law} ({title}) fits but was not in force on the day of the act.',
    id: 'Pasal {article} {law} ({title}) sesuai tetapi tidak berlaku pada hari perbuatan.',
    ur: '{law} کی دفعہ {article} ({title}) پوری اترتی ہے مگر فعل کے دن نافذ نہ تھی۔',
  },
  bar: {
    en: 'Art. {article} of {law}: the victim is not held liable.',
    id: 'Pasal {article} {law}: korban tidak dipertanggungjawabkan.',
    ur: '{law} کی دفعہ {article}: متاثرہ شخص ذمہ دار نہیں ٹھہرایا جاتا۔',
  },
  source: { en: 'Source: {source}', id: 'Sumber: {source}', ur: 'ماخذ: {source}' },
  verified: { en: 'read in the text', id: 'dibaca dalam naskah', ur: 'متن میں پڑھا گیا' },
  not_verified: { en: 'NOT VERIFIED', id: 'BELUM DIVERIFIKASI', ur: 'غیر تصدیق شدہ' },
  aggravated: {
    en: 'Aggravated by {keys} (art. {article}).',
    id: 'Diperberat oleh {keys} (Pasal {article}).',
    ur: 'سنگین: {keys} (دفعہ {article})۔',
  },
  penalty_withheld: {
    en: 'The figures of the penalty were not read in the text in force and are not named.',
    id: 'Angka pidana tidak dibaca dalam naskah yang berlaku dan tidak disebutkan.',
    ur: 'سزا کے اعداد نافذ متن میں نہیں پڑھے گئے، اس لیے نہیں لکھے گئے۔',
  },
};

/** Fills in a sentence. Latin words inside a line written from the right keep their own direction, by Unicode isolates. */
export function fill(text: Worded, values: Readonly<Record<string, string | Worded>>): Worded {
  return worded((language) =>
    text[language].replace(/\{(\w+)\}/g, (_all, name: string) => {
      const value = values[name] ?? '';
      return typeof value === 'string' ? isolated(value, language) : value[language];
    }),
  );
}

/** A word of another script inside a line of this language. */
export const isolated = (value: string, language: ReasonLanguage): string =>
  language === 'ur' ? `\u2068${value}\u2069` : value;
