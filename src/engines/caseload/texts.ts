import type { DataClass } from '../../words/access.ts';

/** Notes as offices write them, by the class of data they belong to. Invented; they name nobody. */
export const noteTexts: Readonly<Record<DataClass, readonly string[]>> = {
  identity: [
    'The person says the name in the passport is not the one used at home.',
    'Nama di paspor berbeda dengan akta lahir.',
    'Twin sister recorded under the same document number; check before joining.',
  ],
  contact: [
    'Call only between 10 and 12, and say it is about the course.',
    'Jangan kirim pesan; suami membaca telepon.',
    'The brother may be told that the person is safe, nothing more.',
  ],
  health: [
    'Weight loss and untreated hand wound; referred to the clinic.',
    'Sleeps badly, startles at doors; weekly counselling agreed.',
    'Hasil pemeriksaan: anemia, diberi obat, kontrol dua minggu lagi.',
    'Pregnant, about twelve weeks; the person’s wishes are recorded with the counsellor.',
  ],
  testimony: [
    'First account given to the officer; details of the journey not asked again at the person’s wish.',
    'Korban menerangkan paspor diambil di bandara oleh seorang perempuan.',
    'Willing to give evidence from behind a screen.',
    'Says that a man in uniform waved the car through.',
  ],
  intelligence: [
    'The same telephone number appears with two other departures this quarter.',
    'House used for waiting before the crossing; watch from Thursday.',
    'Penjemput memakai dua mobil sewaan; nomor polisi dicatat terpisah.',
    'Payments went through a shop at the market; source is not to be named.',
  ],
  administrative: [
    'File opened after a call from the border post.',
    'Translator booked for Tuesday.',
    'Menunggu surat perjalanan dari konsulat.',
    'Ticket for the return is paid; escort asked for.',
  ],
  statistical: ['Counted in the quarterly return.', 'Registered as a group identification; one form per person.'],
};

export const taskTitles: readonly string[] = [
  'Arrange an interpreter',
  'Ask for travel papers',
  'Review the risk assessment',
  'Call back at the agreed hour',
  'Refer to the clinic',
  'Send the file to the prosecutor',
  'Antar ke rumah aman',
  'Hubungi keluarga bila aman',
  'Lengkapi berita acara',
  'Check the age with the civil registry',
  'Name a guardian',
  'Follow-up three months after return',
];

export const joinReasons: readonly string[] = [
  'Same passport and date of birth',
  'Confirmed by the person at the second interview',
  'Fingerprint comparison by the immigration office',
];
