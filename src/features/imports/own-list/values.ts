import { sexOfWord } from '../../../engines/linkage/index.ts';
import { codesOf, fromScheme, isCode, UNKNOWN, type CodeListId } from '../../../words/codes.ts';
import { foldName } from '../../../words/fold.ts';

const unknownWords: ReadonlySet<string> = new Set(
  'unknown|not known|n a|tidak diketahui|tdk diketahui|tidak tahu|belum diketahui|tidak jelas|tak diketahui|nihil|kosong|null|none given|no data|tidak ada data'.split(
    '|',
  ),
);

/** Said to be unknown: an empty cell, a dash, the words for it. */
export function isUnknown(text: string): boolean {
  const plain = text.trim();
  return plain === '' || /^[-–—?.]+$/.test(plain) || unknownWords.has(foldName(plain)) || plain === '-99';
}

/** What agencies write for a code, in English and Indonesian, beside its own label; folded words by code. */
const spoken: Partial<Record<CodeListId, Readonly<Record<string, string>>>> = {
  'sex-gender': {
    F: 'p|pr|w|f|female|woman|girl|perempuan|wanita|cewek|betina',
    M: 'l|lk|m|male|man|boy|laki|laki laki|lelaki|pria|cowok',
    SX_OTHER: 'lainnya|other|x|intersex|interseks',
    G_F: 'p|pr|f|female|woman|girl|perempuan|wanita|feminine|feminin',
    G_M: 'l|lk|m|male|man|boy|laki laki|lelaki|pria|masculine|maskulin',
    G_TF: 'transpuan|trans woman|transgender woman|waria',
    G_TM: 'transpria|trans man|transgender man',
    G_NC: 'non binary|nonbinary|non biner',
  },
  'victim-status': {
    POSSIBLE:
      'possible|presumed|suspected|potential|terduga|terduga korban|diduga korban|calon korban|korban potensial|potential victim|presumed victim',
    ACTUAL:
      'victim|actual|confirmed|identified|korban|korban tppo|teridentifikasi|confirmed victim|identified victim|ya|yes',
    NOT: 'not|not victim|bukan|bukan korban|no|tidak',
  },
  'exploitation-forms': {
    SEX: 'seksual|eksploitasi seksual|sexual|sex trafficking|psk|pekerja seks|sexual exploitation',
    'SEX.PROST': 'prostitusi|pelacuran|prostitution|forced prostitution|prostitusi paksa',
    'SEX.PORN': 'pornografi|pornography',
    LAB: 'kerja paksa|tenaga kerja|eksploitasi tenaga kerja|eksploitasi ekonomi|labour|labor|forced labor|forced labour|labour exploitation|labor exploitation|buruh|perburuhan',
    'LAB.DOM':
      'prt|art|pembantu|pembantu rumah tangga|pekerja rumah tangga|asisten rumah tangga|plrt|domestic|domestic work|domestic worker|perbudakan rumah tangga',
    'LAB.FISH':
      'abk|anak buah kapal|nelayan|perikanan|kapal ikan|fishing|fisher|fisheries|forced labour in fishing|awak kapal perikanan',
    'LAB.MIGW': 'pmi|tki|tkw|pekerja migran|pekerja migran indonesia|migrant worker',
    'LAB.DEBT': 'jeratan utang|jeratan hutang|penjeratan utang|debt bondage|bonded labor',
    CHILDLAB: 'pekerja anak|eksploitasi anak|child labor',
    BEG: 'pengemis|mengemis|begging|forced begging',
    CRIM: 'kriminal|kejahatan paksa|forced criminality|criminal activity',
    'CRIM.SCAM':
      'scam|scammer|online scam|online scamming|penipuan online|penipuan daring|judi online|judi daring|operator judi',
    'CRIM.DRUG': 'kurir narkoba|narkoba|drug courier|drug trafficking',
    MARR: 'kawin paksa|pernikahan paksa|forced marriage',
    'MARR.BRIDE': 'pengantin pesanan|kawin kontrak|mail order bride|contract marriage',
    'MARR.CHILD': 'pernikahan anak|child marriage',
    SERV: 'perhambaan|servitude',
    SLAV: 'perbudakan|slavery',
    ORG: 'organ|organ tubuh|penjualan organ|transplantasi organ|jual ginjal|organ removal|kidney',
    ADOPT: 'adopsi|adopsi ilegal|penjualan bayi|adopsi paksa|illegal adoption|sale of baby',
    SURR: 'surogasi|ibu pengganti|surrogacy',
    ARMED: 'tentara anak|kombatan|child soldier|armed group',
    MIXED: 'campuran|mixed',
    OTHER: 'lainnya|lain lain|other|others',
    NONE_YET: 'belum dieksploitasi|calon pmi|belum tereksploitasi|pencegahan|intercepted|not yet exploited',
  },
  sectors: {
    A: 'perkebunan|pertanian|kebun|sawit|kebun sawit|plantation|agriculture|farm|farming|palm oil',
    'A.03': 'abk|anak buah kapal|nelayan|perikanan|kapal ikan|fishing|fisherman|fisher|seafarer',
    B: 'tambang|pertambangan|mining|miner',
    C: 'pabrik|manufaktur|factory|manufacturing|factory worker|buruh pabrik',
    F: 'konstruksi|bangunan|kuli bangunan|buruh bangunan|construction|builder',
    H: 'supir|sopir|transportasi|driver|transport',
    I: 'hotel|restoran|rumah makan|pelayan|pelayan restoran|restaurant|waitress|waiter|hospitality|cafe|kafe',
    G: 'pedagang|toko|perdagangan|penjaga toko|shop|retail|trade',
    R: 'hiburan|karaoke|entertainer|entertainment|penyanyi|pemandu lagu|lc',
    S: 'salon|pijat|terapis|spa|massage',
    'N.81': 'cleaning service|petugas kebersihan|cleaner',
    T: 'prt|art|plrt|pembantu|pembantu rumah tangga|asisten rumah tangga|pekerja rumah tangga|pengasuh|pengasuh anak|perawat lansia|caregiver|nanny|maid|domestic worker|domestic work|housemaid',
    'X.BEG': 'pengemis|mengemis|begging',
    'X.ILLICIT': 'scam|scammer|online scam|judi online|kurir narkoba',
    'X.OTHER': 'lainnya|lain lain|other',
  },
  means: {
    THREAT: 'ancaman|ancaman kekerasan|diancam|threats|threat',
    FORCE: 'kekerasan|paksaan|dipaksa|violence|force',
    ABDUCTION: 'penculikan|diculik|kidnapping|abduction',
    FRAUD: 'penipuan|ditipu|tipu|fraud',
    DECEPTION:
      'tipu daya|bujuk rayu|iming iming|janji palsu|janji kerja|deception|deceived|false promises|false promise',
    ABUSE_POWER: 'penyalahgunaan kekuasaan|penyalahgunaan wewenang|abuse of power',
    ABUSE_VULNERABILITY: 'posisi rentan|penyalahgunaan posisi rentan|kerentanan|abuse of vulnerability',
    PAYMENT_BENEFIT: 'memberi bayaran|bayaran|pemberian bayaran|payment',
    DETENTION: 'penyekapan|disekap|confinement',
    FORGERY: 'pemalsuan|pemalsuan dokumen|dokumen palsu|forged documents|fake documents',
    DEBT: 'penjeratan utang|jeratan utang|jeratan hutang|lilitan utang|debt bondage',
  },
  'recruiter-relations': {
    INTIMATE_PARTNER: 'pacar|suami|istri|pasangan|mantan pacar|boyfriend|girlfriend|husband|wife|partner',
    FAMILY: 'keluarga|saudara|orang tua|paman|bibi|tante|sepupu|ayah|ibu|family|relative|parent',
    FRIEND: 'teman|kenalan|tetangga|kawan|sahabat|friend|acquaintance|neighbour|neighbor',
    OTHER: 'orang tidak dikenal|tidak dikenal|lainnya|stranger|other',
    'OTHER.AGENCY': 'agen|calo|sponsor|agensi|p3mi|pjtki|broker|agency|recruitment agency|agent',
    'OTHER.EMPLOYER': 'majikan|atasan|employer',
    'OTHER.ONLINE': 'media sosial|kenalan online|facebook|online',
  },
  'recruitment-methods': {
    SOCIAL_MEDIA: 'media sosial|medsos|facebook|instagram|tiktok|whatsapp|telegram|social media|fb',
    ONLINE_AD: 'iklan online|lowongan online|online ad|online advertisement',
    PRINT_AD: 'koran|iklan koran|newspaper',
    FAMILY: 'keluarga|lewat keluarga|family',
    FRIENDS: 'teman|lewat teman|friend|friends',
    OTHER: 'lainnya|other|agen|calo|sponsor',
  },
  'education-isced2011': {
    '0': 'tk|paud|tidak sekolah|kindergarten',
    '1': 'sd|primary|sekolah dasar|primary school|elementary',
    '2': 'smp|mts|junior high|lower secondary',
    '3': 'sma|smk|ma|slta|senior high|upper secondary|high school',
    '5': 'd1|d2|d3|diploma',
    '6': 's1|d4|sarjana|bachelor|university',
    '7': 's2|magister|master',
    '8': 's3|doktor|phd',
  },
};

/** The words agencies write for a code, folded. */
export const spokenFor = (list: CodeListId, code: string): readonly string[] => spoken[list]?.[code]?.split('|') ?? [];

const indexes = new Map<CodeListId, ReadonlyMap<string, readonly string[]>>();

/** Words to codes: the code itself, its label, and what agencies say. */
function wordsOf(list: CodeListId): ReadonlyMap<string, readonly string[]> {
  const made = indexes.get(list);
  if (made) return made;
  const index = new Map<string, readonly string[]>();
  const add = (word: string, code: string): void =>
    void (word !== '' && index.set(word, [...new Set([...(index.get(word) ?? []), code])]));
  for (const { code, label } of codesOf(list)) {
    add(foldName(code), code);
    add(foldName(label), code);
    add(foldName(label.replace(/\s*\(.*\)/, '')), code);
    for (const word of spokenFor(list, code)) add(word, code);
  }
  indexes.set(list, index);
  return index;
}

export interface CodeQuestion {
  readonly list: CodeListId;
  readonly only?: RegExp | undefined;
  /** What a person said the values of this column mean. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** `htcds` columns: the reference before the equals sign. */
  readonly htcdsColumn?: string | undefined;
}

/** The codes one word stands for; empty when none, `UNKNOWN` for words that say so. */
export function codesOfWord(word: string, { list, only, values, htcdsColumn }: CodeQuestion): readonly string[] {
  const plain = word.trim();
  const said = values?.[plain];
  if (said !== undefined) return said === UNKNOWN || isCode(list, said) ? [said] : [];
  if (isUnknown(plain)) return [UNKNOWN];
  const fits = (code: string): boolean => only?.test(code) ?? true;
  if (htcdsColumn !== undefined) {
    const foreign = fromScheme(list, 'htcds', `${htcdsColumn}=${plain}`).filter(fits);
    if (foreign.length > 0) return foreign;
  }
  if (isCode(list, plain) && fits(plain)) return [plain];
  const known = wordsOf(list).get(foldName(plain)) ?? (list === 'sex-gender' ? sexesOfWord(plain) : []);
  return known.filter(fits);
}

/** What men and women are called in other languages and scripts, as the linkage of records knows it. */
function sexesOfWord(word: string): readonly string[] {
  const sex = sexOfWord(word);
  if (sex === undefined) return [];
  return sex === 'm' ? ['M', 'G_M'] : ['F', 'G_F'];
}

/** The words of a cell with several values, as lists separate them. A cell that is one word of the list stays whole. */
export function wordsIn(cell: string, question: CodeQuestion): readonly string[] {
  if (codesOfWord(cell, question).length > 0) return [cell.trim()];
  const strong = cell
    .split(/[;|\n]+/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  return strong.flatMap((word) =>
    codesOfWord(word, question).length > 0
      ? [word]
      : word
          .split(/,|\/|\+|&|\s+dan\s+|\s+and\s+/i)
          .map((part) => part.trim())
          .filter((part) => part !== ''),
  );
}
