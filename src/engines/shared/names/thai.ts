/**
 * Thai in Latin letters after the Royal Thai General System (Royal Institute, 1999), which passports follow loosely.
 * Short vowels left unwritten are set by position: o in a closed syllable, a in an open one.
 */
const initial: Readonly<Record<string, string>> = {
  ก: 'k',
  ข: 'kh',
  ฃ: 'kh',
  ค: 'kh',
  ฅ: 'kh',
  ฆ: 'kh',
  ง: 'ng',
  จ: 'ch',
  ฉ: 'ch',
  ช: 'ch',
  ซ: 's',
  ฌ: 'ch',
  ญ: 'y',
  ฎ: 'd',
  ฏ: 't',
  ฐ: 'th',
  ฑ: 'th',
  ฒ: 'th',
  ณ: 'n',
  ด: 'd',
  ต: 't',
  ถ: 'th',
  ท: 'th',
  ธ: 'th',
  น: 'n',
  บ: 'b',
  ป: 'p',
  ผ: 'ph',
  ฝ: 'f',
  พ: 'ph',
  ฟ: 'f',
  ภ: 'ph',
  ม: 'm',
  ย: 'y',
  ร: 'r',
  ล: 'l',
  ว: 'w',
  ศ: 's',
  ษ: 's',
  ส: 's',
  ห: 'h',
  ฬ: 'l',
  อ: '',
  ฮ: 'h',
};
const final: Readonly<Record<string, string>> = {
  ก: 'k',
  ข: 'k',
  ค: 'k',
  ฆ: 'k',
  ง: 'ng',
  จ: 't',
  ช: 't',
  ซ: 't',
  ญ: 'n',
  ฎ: 't',
  ฏ: 't',
  ฐ: 't',
  ฑ: 't',
  ฒ: 't',
  ณ: 'n',
  ด: 't',
  ต: 't',
  ถ: 't',
  ท: 't',
  ธ: 't',
  น: 'n',
  บ: 'p',
  ป: 'p',
  พ: 'p',
  ฟ: 'p',
  ภ: 'p',
  ม: 'm',
  ย: 'i',
  ร: 'n',
  ล: 'n',
  ว: 'o',
  ศ: 't',
  ษ: 't',
  ส: 't',
  ฬ: 'n',
};
const before: Readonly<Record<string, string>> = { เ: 'e', แ: 'ae', โ: 'o', ใ: 'ai', ไ: 'ai' };
const after: Readonly<Record<string, string>> = {
  ะ: 'a',
  'ั': 'a',
  า: 'a',
  ำ: 'am',
  'ิ': 'i',
  'ี': 'i',
  'ึ': 'ue',
  'ื': 'ue',
  'ุ': 'u',
  'ู': 'u',
  '็': 'e',
};
/** Two letters that open a syllable together; the leading h and o are silent. */
const cluster = /^(?:[กขคตปผพ][รลว]|ท[ร]|ส[ร]|ห[งญนมยรลว]|อย)/;

/** Thai text in Latin letters. */
export function romaniseThai(text: string): string {
  const letters = text
    .normalize('NFC')
    .replaceAll(/[\u0e48-\u0e4b\u0e4d\u0e46]/g, '')
    .replaceAll(/[ก-ฮ][ิุ]?\u0e4c/g, '')
    .replaceAll('รร', 'ัน')
    .replaceAll('\u0e4d\u0e32', 'ำ');
  let latin = '';
  for (let at = 0; at < letters.length;) {
    const read = readSyllable(letters, at);
    latin += read.latin;
    at = read.next;
  }
  return latin;
}

function readSyllable(text: string, start: number): { readonly latin: string; readonly next: number } {
  const lead = before[text[start] ?? ''];
  let at = lead === undefined ? start : start + 1;
  const first = text[at] ?? '';
  if (initial[first] === undefined)
    return { latin: /[\u0e00-\u0e7f]/.test(first) ? '' : first, next: Math.max(at + 1, start + 1) };
  const pair = cluster.test(text.slice(at)) && (after[text[at + 2] ?? ''] !== undefined || lead !== undefined);
  const opening = pair ? openingOf(first, text[at + 1] ?? '') : (initial[first] ?? '');
  at += pair ? 2 : 1;
  let vowel = lead ?? '';
  if (lead === 'e' && /^[ีื]/.test(text.slice(at))) {
    vowel = text[at] === 'ี' ? 'ia' : 'uea';
    at += text[at + 1] === 'ย' || text[at + 1] === 'อ' ? 2 : 1;
  } else if (lead === 'e' && text[at] === 'า') {
    vowel = 'ao';
    at += text[at + 1] === 'ะ' ? 2 : 1;
  } else if (lead === 'e' && text[at] === 'ิ') {
    vowel = 'oe';
    at += 1;
  } else {
    for (; after[text[at] ?? ''] !== undefined; at += 1) vowel = vowel === '' ? (after[text[at] ?? ''] ?? '') : vowel;
    if (vowel === 'a' && text[at] === 'ว' && text[at - 1] === 'ั') return { latin: `${opening}ua`, next: at + 1 };
    if (vowel === 'ue' && text[at] === 'อ') at += 1;
    if (vowel === '' && text[at] === 'อ')
      return { latin: `${opening}o${closing(text, at + 1).latin}`, next: closing(text, at + 1).next };
  }
  if (vowel === 'ai' || vowel === 'am') return { latin: opening + vowel, next: at };
  const end = closing(text, at);
  return { latin: opening + (vowel === '' ? (end.latin === '' ? 'a' : 'o') : vowel) + end.latin, next: end.next };
}

function openingOf(first: string, second: string): string {
  if (first === 'ห' || first === 'อ') return initial[second] ?? '';
  return first === 'ท' || first === 'ส' ? 's' : `${initial[first] ?? ''}${initial[second] ?? ''}`;
}

function closing(text: string, at: number): { readonly latin: string; readonly next: number } {
  const sound = final[text[at] ?? ''];
  const following = text[at + 1] ?? '';
  if (sound === undefined || after[following] !== undefined) return { latin: '', next: at };
  return { latin: sound, next: at + 1 };
}
