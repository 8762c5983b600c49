import { plainArabic } from '../shared/names/index.ts';
import type { FieldKind } from './fields.ts';

/** What columns are headed with, beside the Latin forms `detect.ts` reads: Urdu, Persian and Arabic, Malay, Vietnamese, Thai, Khmer, Burmese. */
const headingWords: readonly (readonly [FieldKind | 'skip', readonly string[]])[] = [
  ['skip', ['نمبر شمار', 'سیریل نمبر', 'شمار', 'ردیف', 'الرقم التسلسلي', 'ลำดับ', 'ល.រ', 'စဉ်', 'stt', 'bil']],
  ['fullName', ['نام', 'پورا نام', 'مکمل نام', 'نام و نام خانوادگی', 'نام کامل', 'اسم', 'الاسم', 'الاسم الكامل']],
  ['fullName', ['الاسم الثلاثي', 'ชื่อ-นามสกุล', 'ชื่อและนามสกุล', 'ชื่อ-สกุล', 'ឈ្មោះ', 'គោត្តនាម និងនាម']],
  ['fullName', ['အမည်', 'họ và tên', 'họ tên', 'nama penuh', 'عرفیت', 'والد کا نام', 'نام پدر', 'اسم الأب']],
  ['given', ['پہلا نام', 'نام اول', 'الاسم الأول', 'ชื่อ', 'ชื่อจริง', 'នាមខ្លួន', 'tên']],
  ['surname', ['خاندانی نام', 'نام خانوادگی', 'آخری نام', 'اسم العائلة', 'اللقب', 'นามสกุล', 'គោត្តនាម', 'họ']],
  ['sex', ['جنس', 'جنسیت', 'صنف', 'الجنس', 'النوع الاجتماعي', 'เพศ', 'ភេទ', 'လိင်', 'ကျား/မ', 'giới tính', 'jantina']],
  ['document', ['شناختی کارڈ', 'شناختی کارڈ نمبر', 'قومی شناختی کارڈ', 'شناختی نمبر', 'پاسپورٹ', 'پاسپورٹ نمبر']],
  ['document', ['کد ملی', 'شماره ملی', 'گذرنامه', 'شماره گذرنامه', 'تذکره', 'شناسنامه', 'جواز السفر', 'رقم الجواز']],
  ['document', ['رقم الهوية', 'الهوية', 'الرقم الوطني', 'รหัสบัตรประชาชน', 'เลขบัตรประชาชน', 'เลขประจำตัวประชาชน']],
  ['document', ['หนังสือเดินทาง', 'អត្តសញ្ញាណប័ណ្ណ', 'លិខិតឆ្លងដែន', 'မှတ်ပုံတင်', 'နိုင်ငံကူးလက်မှတ်']],
  ['document', ['căn cước', 'cccd', 'cmnd', 'hộ chiếu', 'kad pengenalan', 'no kp', 'pasport']],
  ['dateOfBirth', ['تاریخ پیدائش', 'پیدائش', 'یوم پیدائش', 'تاریخ تولد', 'تاريخ الميلاد', 'تاريخ الولادة']],
  ['dateOfBirth', ['วันเกิด', 'วันเดือนปีเกิด', 'ថ្ងៃខែឆ្នាំកំណើត', 'မွေးသက္ကရာဇ်', 'မွေးနေ့', 'ngày sinh', 'tarikh lahir']],
  ['phone', ['فون', 'فون نمبر', 'موبائل', 'موبائل نمبر', 'ٹیلی فون', 'رابطہ نمبر', 'تلفن', 'شماره تلفن', 'موبایل']],
  ['phone', ['هاتف', 'الهاتف', 'رقم الهاتف', 'الجوال', 'رقم الجوال', 'โทรศัพท์', 'เบอร์โทร', 'ទូរស័ព្ទ', 'ဖုန်း']],
  ['phone', ['điện thoại', 'sđt', 'telefon']],
  ['email', ['ای میل', 'ایمیل', 'البريد الإلكتروني', 'อีเมล', 'អ៊ីមែល', 'အီးမေးလ်']],
  ['address', ['پتہ', 'پتا', 'آدرس', 'نشانی', 'العنوان', 'عنوان', 'ที่อยู่', 'អាសយដ្ឋាន', 'လိပ်စာ', 'địa chỉ']],
  ['postcode', ['پوسٹ کوڈ', 'کد پستی', 'الرمز البريدي', 'รหัสไปรษณีย์', 'mã bưu điện', 'poskod']],
  ['place', ['شہر', 'ضلع', 'صوبہ', 'گاؤں', 'تحصیل', 'جائے پیدائش', 'مقام پیدائش', 'قومیت', 'ملک', 'محل تولد']],
  ['place', ['شهر', 'استان', 'ملیت', 'المدينة', 'المحافظة', 'البلد', 'الجنسية', 'مكان الولادة', 'مكان الميلاد']],
  ['place', ['จังหวัด', 'อำเภอ', 'สัญชาติ', 'สถานที่เกิด', 'ខេត្ត', 'ស្រុក', 'សញ្ជាតិ', 'ទីកន្លែងកំណើត', 'မြို့', 'ပြည်နယ်']],
  ['place', ['tỉnh', 'huyện', 'quốc tịch', 'nơi sinh', 'quê quán', 'negeri', 'daerah', 'tempat lahir']],
  ['category', ['پیشہ', 'مذہب', 'تعلیم', 'شغل', 'دین', 'المهنة', 'الديانة', 'อาชีพ', 'ศาสนา', 'មុខរបរ', 'nghề nghiệp']],
];

/** What men and women are called in lists. */
const sexWords: Readonly<Record<'m' | 'f', readonly string[]>> = {
  m: [
    'مرد',
    'مذکر',
    'لڑکا',
    'آدمی',
    'پسر',
    'ذكر',
    'رجل',
    'ولد',
    'ชาย',
    'ผู้ชาย',
    'ប្រុស',
    'ကျား',
    'nam',
    'lelaki',
    'laki laki',
    'lalaki',
    'نارینه',
    'ذکور',
    'مردانہ',
    'पुरुष',
    'পুরুষ',
    '男',
  ],
  f: [
    'عورت',
    'خاتون',
    'مونث',
    'مؤنث',
    'لڑکی',
    'زن',
    'دختر',
    'أنثى',
    'امرأة',
    'بنت',
    'หญิง',
    'ស្រី',
    'မ',
    'nữ',
    'perempuan',
    'babae',
    'ښځه',
    'زنانہ',
    'فتاة',
    'महिला',
    'মহিলা',
    'নারী',
    '女',
  ],
};

/** One form for what is written differently by keyboard or habit: joiners, kinds of ي and ك, vowel marks, capitals, signs. */
const plainWords = (text: string): string =>
  plainArabic(text)
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

/** Longest first, so that "family name" is found before the "name" in it. */
const headings = headingWords
  .flatMap(([kind, words]) => words.map((word) => ({ kind, word: plainWords(word) })))
  .sort((one, other) => other.word.length - one.word.length);
const sexes = new Map(
  (['m', 'f'] as const).flatMap((sex) => sexWords[sex].map((word) => [plainWords(word), sex] as const)),
);

/** Scripts that put no space between words: what a heading says may stand anywhere in it. */
const unspaced = /^[\p{Script=Thai}\p{Script=Khmer}\p{Script=Myanmar} ]+$/u;

/** What a column's heading says by the table above; undefined where it says nothing known. Short words count only when they stand alone. */
export function kindOfHeading(column: string): FieldKind | 'skip' | undefined {
  const plain = plainWords(column.replaceAll('_', ' '));
  return headings.find(({ kind, word }) => {
    if (word === plain) return true;
    if (kind === 'skip' || /^\p{Script=Latin}{1,4}$/u.test(word)) return false;
    return unspaced.test(word) ? plain.includes(word) : ` ${plain} `.includes(` ${word} `);
  })?.kind;
}

/** `m` or `f` of a word for it in another language than English; undefined where it is none. */
export const sexOfWord = (value: string): 'm' | 'f' | undefined => sexes.get(plainWords(value));

/** Whose name, number or date a column says: of the person where no relative is named. */
export function relativeOf(column: string): 'father' | 'mother' | 'spouse' | 'person' {
  const plain = ` ${plainWords(column.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' '))} `;
  if (/ (father|fathers|ayah|bapa|والد|ولدیت|پدر|الاب|cha) |บิดา|ឪពុក|အဖ/u.test(plain)) return 'father';
  if (/ (mother|mothers|ibu|والده|مادر|الام|mẹ) |มารดา|ម្តាយ|အမိ/u.test(plain)) return 'mother';
  return / (husband|wife|spouse|suami|istri|isteri|شوهر|همسر|الزوج|الزوجه) /u.test(plain) ? 'spouse' : 'person';
}

/** Digits of any script as 0 to 9; the rest as it is. */
export const plainDigits = (text: string): string =>
  // The digits of each script follow one another, and zero is the first of them.
  text.replaceAll(/(?![0-9])\p{Nd}/gu, (letter) => {
    let [code, digit] = [letter.codePointAt(0) ?? 0, 0];
    while (digit < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1))) [code, digit] = [code - 1, digit + 1];
    return String(digit);
  });
