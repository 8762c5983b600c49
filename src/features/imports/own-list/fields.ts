import type { CodeListId } from '../../../words/codes.ts';

/** How the cells of a field are read. */
export type Reading =
  | { readonly as: 'text' }
  | { readonly as: 'year' }
  | { readonly as: 'age' }
  | { readonly as: 'date' }
  | { readonly as: 'birth' }
  | { readonly as: 'phone' }
  | { readonly as: 'email' }
  | { readonly as: 'document'; readonly kind: 'identity-card' | 'passport'; readonly shape: RegExp }
  | { readonly as: 'country' }
  | { readonly as: 'countries' }
  | { readonly as: 'place' }
  | { readonly as: 'answer' }
  | { readonly as: 'code'; readonly list: CodeListId; readonly only?: RegExp }
  | { readonly as: 'codes'; readonly list: CodeListId };

export interface Field {
  readonly id: string;
  readonly label: string;
  readonly reading: Reading;
  /** Several columns may feed it. */
  readonly many?: boolean;
  /** What agencies call the column, in English and Indonesian; folded. */
  readonly names: readonly string[];
}

const field = (id: string, label: string, reading: Reading, names: string, many = false): Field => ({
  id,
  label,
  reading,
  many,
  names: names.split('|'),
});

/** What a column of an agency's list may mean. */
export const listFields: readonly Field[] = [
  field(
    'row.key',
    'Number of the person in this list',
    { as: 'text' },
    'no korban|nomor korban|id korban|kode korban|victim id|person id|record id|client id|id klien|beneficiary id|kode klien',
  ),
  field(
    'case.reference',
    'Case number',
    { as: 'text' },
    'no kasus|nomor kasus|kode kasus|id kasus|kasus|no lp|nomor lp|lp|laporan polisi|no laporan polisi|nomor laporan polisi|no laporan|no kasus lp|no register|nomor register|no registrasi|no perkara|case number|case no|case id|case ref|case reference|file number|police report',
  ),
  field(
    'case.openedOn',
    'Day the case was reported',
    { as: 'date' },
    'tanggal lapor|tanggal laporan|tgl lapor|tgl laporan|tanggal registrasi|tanggal kasus|tanggal masuk|tgl masuk|date reported|report date|reported on|date opened|registration date|date of registration',
  ),
  field(
    'case.registrationYear',
    'Year of registration',
    { as: 'year' },
    'tahun|tahun registrasi|tahun kasus|tahun laporan|year|registration year|year of registration',
  ),
  field(
    'case.tip',
    'Trafficking in persons',
    { as: 'answer' },
    'tppo|kasus tppo|tip|trafficking|human trafficking|is trafficking',
  ),
  field(
    'case.som',
    'Smuggling of migrants',
    { as: 'answer' },
    'tppm|penyelundupan manusia|penyelundupan migran|som|smuggling|migrant smuggling',
  ),
  field(
    'name.full',
    'Name',
    { as: 'text' },
    'nama|nama lengkap|nama korban|nama lengkap korban|nama pmi|nama cpmi|nama pekerja migran|nama klien|nama saksi korban|name|full name|victim name|name of victim|name of person|complete name',
  ),
  field('name.given', 'Given name', { as: 'text' }, 'nama depan|first name|given name|given names|forename'),
  field('name.family', 'Family name', { as: 'text' }, 'nama belakang|nama keluarga|last name|surname|family name'),
  field(
    'name.alias',
    'Other name',
    { as: 'text' },
    'alias|nama alias|nama panggilan|panggilan|nama lain|nickname|aka|other names|other name',
    true,
  ),
  field(
    'person.sex',
    'Sex',
    { as: 'code', list: 'sex-gender', only: /^(F|M|SX_)/ },
    'jenis kelamin|jns kelamin|jk|kelamin|l p|p l|lk pr|sex',
  ),
  field(
    'person.gender',
    'Gender',
    { as: 'code', list: 'sex-gender', only: /^G_/ },
    'gender|identitas gender|gender identity',
  ),
  field(
    'person.age',
    'Age when identified',
    { as: 'age' },
    'umur|usia|umur tahun|usia tahun|usia thn|umur thn|usia saat ini|usia korban|umur korban|age|age years|age in years|age at identification|age group|kelompok umur|kelompok usia',
  ),
  field(
    'person.ageExploitation',
    'Age at first exploitation',
    { as: 'age' },
    'usia saat eksploitasi|usia saat dieksploitasi|umur saat eksploitasi|usia saat kejadian|umur saat kejadian|age at exploitation|age at first exploitation',
  ),
  field(
    'person.ageEntry',
    'Age at recruitment',
    { as: 'age' },
    'usia saat direkrut|umur saat direkrut|usia saat berangkat|age at recruitment|age at entry|age when trafficked',
  ),
  field(
    'birth.date',
    'Date of birth',
    { as: 'date' },
    'tanggal lahir|tgl lahir|tanggal kelahiran|date of birth|birth date|birthdate|dob|born',
  ),
  field(
    'birth.place',
    'Place of birth',
    { as: 'text' },
    'tempat lahir|tmp lahir|kota lahir|place of birth|birth place|birthplace',
  ),
  field(
    'birth.placeAndDate',
    'Place and date of birth',
    { as: 'birth' },
    'ttl|tempat tanggal lahir|tempat tgl lahir|tempat dan tanggal lahir|place and date of birth',
  ),
  field(
    'person.citizenship',
    'Citizenship',
    { as: 'countries' },
    'kewarganegaraan|warga negara|wn|kebangsaan|negara asal|citizenship|citizenships|nationality|country of citizenship|country of origin|origin country',
  ),
  field(
    'person.residence',
    'Country of residence',
    { as: 'country' },
    'negara tinggal|negara domisili|country of residence|residence country',
  ),
  field(
    'document.nik',
    'Indonesian identity number',
    { as: 'document', kind: 'identity-card', shape: /^\d{16}$/ },
    'nik|no nik|nomor nik|no ktp|nomor ktp|ktp|nomor induk kependudukan|nik ktp',
  ),
  field(
    'document.nationalId',
    'National identity number',
    { as: 'document', kind: 'identity-card', shape: /^[\p{L}\p{N}]{4,30}$/u },
    'national id|national identity number|id card number|id number|cnic|no ic|ic number',
  ),
  field(
    'document.passport',
    'Passport',
    { as: 'document', kind: 'passport', shape: /^[A-Z]{0,3}\d{5,9}[A-Z]?$/ },
    'paspor|no paspor|nomor paspor|passport|no passport|passport no|passport number',
  ),
  field(
    'contact.phone',
    'Phone',
    { as: 'phone' },
    'no hp|hp|nomor hp|no handphone|handphone|telepon|telp|no telepon|no telp|no tlp|nomor telepon|nomor kontak|kontak|no wa|wa|whatsapp|phone|phone no|phone number|mobile|mobile phone|contact number|telephone',
    true,
  ),
  field('contact.email', 'E-mail', { as: 'email' }, 'email|e mail|surel|alamat email|email address', true),
  field(
    'contact.address',
    'Address',
    { as: 'text' },
    'alamat|alamat lengkap|alamat asal|alamat rumah|alamat korban|domisili|address|home address|residential address|street address',
    true,
  ),
  field(
    'exploitation.place',
    'Place of exploitation',
    { as: 'place' },
    'negara tujuan|negara eksploitasi|negara penempatan|negara bekerja|tempat eksploitasi|lokasi eksploitasi|tempat kejadian|lokasi kejadian|country of exploitation|place of exploitation|destination|destination country|country of destination|location of exploitation',
  ),
  field(
    'exploitation.from',
    'Exploitation began',
    { as: 'date' },
    'mulai eksploitasi|tanggal eksploitasi|mulai bekerja|tanggal mulai bekerja|exploitation start|start of exploitation|exploitation began',
  ),
  field(
    'exploitation.to',
    'Exploitation ended',
    { as: 'date' },
    'akhir eksploitasi|selesai bekerja|exploitation end|end of exploitation|exploitation ended',
  ),
  field(
    'exploitation.forms',
    'Form of exploitation',
    { as: 'codes', list: 'exploitation-forms' },
    'bentuk eksploitasi|jenis eksploitasi|eksploitasi|tipe eksploitasi|bentuk tppo|jenis tppo|form of exploitation|forms of exploitation|exploitation form|exploitation type|type of exploitation|exploitation',
  ),
  field(
    'exploitation.sectors',
    'Sector of work',
    { as: 'codes', list: 'sectors' },
    'pekerjaan|jenis pekerjaan|sektor|sektor pekerjaan|bidang pekerjaan|bidang kerja|pekerjaan di negara tujuan|sector|sector of work|industry|occupation|job|work|type of work|labour sector|labor sector',
  ),
  field(
    'exploitation.means',
    'Means',
    { as: 'codes', list: 'means' },
    'modus|modus operandi|cara|cara cara|sarana|means|means used|mode of trafficking',
  ),
  field(
    'exploitation.controls',
    'Means of control',
    { as: 'codes', list: 'means-of-control' },
    'cara kontrol|bentuk kontrol|sarana kontrol|means of control|methods of control|control methods',
  ),
  field(
    'recruitment.methods',
    'How recruited',
    { as: 'codes', list: 'recruitment-methods' },
    'metode perekrutan|cara perekrutan|cara rekrut|modus perekrutan|media perekrutan|recruitment method|method of recruitment|how recruited',
  ),
  field(
    'recruitment.place',
    'Place of recruitment',
    { as: 'place' },
    'tempat perekrutan|tempat rekrut|daerah perekrutan|daerah asal|provinsi asal|provinsi|asal|asal daerah|place of recruitment|recruitment place|province of origin|province',
  ),
  field(
    'recruitment.date',
    'Date of recruitment',
    { as: 'date' },
    'tanggal perekrutan|tanggal rekrut|tanggal berangkat|tgl berangkat|tanggal keberangkatan|date of recruitment|recruitment date|departure date|date of departure',
  ),
  field(
    'recruitment.relation',
    'Relation to the recruiter',
    { as: 'codes', list: 'recruiter-relations' },
    'hubungan dengan perekrut|hubungan perekrut|hubungan dengan pelaku|hubungan pelaku|perekrut|relation to recruiter|relationship to recruiter|recruiter relation|relationship to trafficker|recruiter',
  ),
  field(
    'detection.date',
    'Date identified',
    { as: 'date' },
    'tanggal diidentifikasi|tanggal identifikasi|tgl identifikasi|tanggal ditemukan|tanggal diselamatkan|tanggal penyelamatan|date identified|identification date|date of identification|date found|date rescued|rescue date',
  ),
  field(
    'detection.place',
    'Place identified',
    { as: 'place' },
    'tempat ditemukan|lokasi ditemukan|tempat identifikasi|lokasi penyelamatan|place identified|place of identification|place found|place of rescue',
  ),
  field(
    'person.victimStatus',
    'Victim status',
    { as: 'code', list: 'victim-status' },
    'status korban|status|status identifikasi|victim status|trafficking status|status of victim',
  ),
  field(
    'person.education',
    'Education',
    { as: 'code', list: 'education-isced2011' },
    'pendidikan|pendidikan terakhir|tingkat pendidikan|education|education level|highest education',
  ),
  field(
    'person.migrationStatus',
    'Migration status',
    { as: 'code', list: 'migration-status' },
    'status migrasi|status keimigrasian|migration status|immigration status',
  ),
  field(
    'note.testimony',
    'Account of what happened',
    { as: 'text' },
    'kronologi|kronologis|kronologi kasus|uraian|uraian kejadian|uraian singkat|narrative|statement|account|case summary|description',
    true,
  ),
  field(
    'note.administrative',
    'Remark',
    { as: 'text' },
    'keterangan|catatan|ket|remarks|remark|note|notes|comments|comment',
    true,
  ),
];

const byId = new Map(listFields.map((known) => [known.id, known]));

export const fieldOf = (id: string): Field | undefined => byId.get(id);

/** Running numbers say nothing of a row. */
export const runningNumbers: ReadonlySet<string> = new Set([
  'no',
  'nr',
  'no urut',
  'nomor',
  'nomor urut',
  'number',
  'num',
  'row',
  'sn',
  's no',
  'index',
]);
