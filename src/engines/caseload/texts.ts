import type { DataClass } from '../../words/access.ts';

/** What an office writes in the language of its country; without one, any office may write it (in English). */
interface Written {
  readonly text: string;
  readonly of?: readonly string[];
}

/** Those of some texts that an office of this country (ISO 3166 alpha-3) would write. */
export const writtenIn = (country: string, texts: readonly Written[]): readonly string[] =>
  texts.filter(({ of }) => of === undefined || of.includes(country)).map(({ text }) => text);

const inIndonesian = (text: string): Written => ({ text, of: ['IDN', 'MYS'] });
const inEnglish = (text: string): Written => ({ text });

/** Notes as offices write them, by the class of data they belong to. Invented; they name nobody. */
export const noteTexts: Readonly<Record<DataClass, readonly Written[]>> = {
  identity: [
    inEnglish('The person says the name in the passport is not the one used at home.'),
    inIndonesian('Nama di paspor berbeda dengan akta lahir.'),
    inEnglish('Twin sister recorded under the same document number; check before joining.'),
  ],
  contact: [
    inEnglish('Call only between 10 and 12, and say it is about the course.'),
    inIndonesian('Jangan kirim pesan; suami membaca telepon.'),
    inEnglish('The brother may be told that the person is safe, nothing more.'),
  ],
  health: [
    inEnglish('Weight loss and untreated hand wound; referred to the clinic.'),
    inEnglish('Sleeps badly, startles at doors; weekly counselling agreed.'),
    inIndonesian('Hasil pemeriksaan: anemia, diberi obat, kontrol dua minggu lagi.'),
    inEnglish('Pregnant, about twelve weeks; the person’s wishes are recorded with the counsellor.'),
  ],
  testimony: [
    inEnglish('First account given to the officer; details of the journey not asked again at the person’s wish.'),
    inIndonesian('Korban menerangkan paspor diambil di bandara oleh seorang perempuan.'),
    inEnglish('Willing to give evidence from behind a screen.'),
    inEnglish('Says that a man in uniform waved the car through.'),
  ],
  intelligence: [
    inEnglish('The same telephone number appears with two other departures this quarter.'),
    inEnglish('House used for waiting before the crossing; watch from Thursday.'),
    inIndonesian('Penjemput memakai dua mobil sewaan; nomor polisi dicatat terpisah.'),
    inEnglish('Payments went through a shop at the market; source is not to be named.'),
  ],
  administrative: [
    inEnglish('File opened after a call from the border post.'),
    inEnglish('Translator booked for Tuesday.'),
    inIndonesian('Menunggu surat perjalanan dari konsulat.'),
    inEnglish('Ticket for the return is paid; escort asked for.'),
  ],
  statistical: [
    inEnglish('Counted in the quarterly return.'),
    inEnglish('Registered as a group identification; one form per person.'),
  ],
};

export const taskTitles: readonly Written[] = [
  inEnglish('Arrange an interpreter'),
  inEnglish('Ask for travel papers'),
  inEnglish('Review the risk assessment'),
  inEnglish('Call back at the agreed hour'),
  inEnglish('Refer to the clinic'),
  inEnglish('Send the file to the prosecutor'),
  inIndonesian('Antar ke rumah aman'),
  inIndonesian('Hubungi keluarga bila aman'),
  inIndonesian('Lengkapi berita acara'),
  inEnglish('Check the age with the civil registry'),
  inEnglish('Name a guardian'),
  inEnglish('Follow-up three months after return'),
];

export const joinReasons: readonly string[] = [
  'Same passport and date of birth',
  'Confirmed by the person at the second interview',
  'Fingerprint comparison by the immigration office',
];
