/**
 * Burmese text typed in the Zawgyi font encoding, brought to Unicode. Much of what is typed in Myanmar still is Zawgyi:
 * the same code points stand for other letters, and vowels are typed in the order of sight, not of sound.
 * The table is the published layout of the two encodings (Unicode Technical Note 11; Zawgyi-One character chart).
 */
const kinzi = '\u1004\u103a\u1039';
const letters: Readonly<Record<string, string>> = {
  '\u1033': '\u102f',
  '\u1034': '\u1030',
  '\u1039': '\u103a',
  '\u103a': '\u103b',
  '\u103b': '\u103c',
  '\u103c': '\u103d',
  '\u103d': '\u103e',
  '\u105a': '\u102b\u103a',
  '\u1060': '\u1039\u1000',
  '\u1061': '\u1039\u1001',
  '\u1062': '\u1039\u1002',
  '\u1063': '\u1039\u1003',
  '\u1065': '\u1039\u1005',
  '\u1066': '\u1039\u1006',
  '\u1067': '\u1039\u1006',
  '\u1068': '\u1039\u1007',
  '\u1069': '\u1039\u1008',
  '\u106a': '\u1009',
  '\u106b': '\u100a',
  '\u106c': '\u1039\u100b',
  '\u106d': '\u1039\u100c',
  '\u106e': '\u100d\u1039\u100d',
  '\u106f': '\u100d\u1039\u100e',
  '\u1070': '\u1039\u100f',
  '\u1071': '\u1039\u1010',
  '\u1072': '\u1039\u1010',
  '\u1073': '\u1039\u1011',
  '\u1074': '\u1039\u1011',
  '\u1075': '\u1039\u1012',
  '\u1076': '\u1039\u1013',
  '\u1077': '\u1039\u1014',
  '\u1078': '\u1039\u1015',
  '\u1079': '\u1039\u1016',
  '\u107a': '\u1039\u1017',
  '\u107b': '\u1039\u1018',
  '\u107c': '\u1039\u1019',
  '\u107d': '\u103b',
  '\u107e': '\u103c',
  '\u107f': '\u103c',
  '\u1080': '\u103c',
  '\u1081': '\u103c',
  '\u1082': '\u103c',
  '\u1083': '\u103c',
  '\u1084': '\u103c',
  '\u1085': '\u1039\u101c',
  '\u1086': '\u103f',
  '\u1087': '\u103e',
  '\u1088': '\u103e\u102f',
  '\u1089': '\u103e\u1030',
  '\u108a': '\u103d\u103e',
  '\u108e': '\u102d\u1036',
  '\u108f': '\u1014',
  '\u1090': '\u101b',
  '\u1091': '\u100f\u1039\u100d',
  '\u1092': '\u100b\u1039\u100c',
  '\u1093': '\u1039\u1018',
  '\u1094': '\u1037',
  '\u1095': '\u1037',
  '\u1096': '\u1039\u1010\u103d',
  '\u1097': '\u100b\u1039\u100b',
};
/** Zawgyi writes the kinzi after the letter it stands over; Unicode before it. */
const afterKinzi: Readonly<Record<string, string>> = {
  '\u1064': '',
  '\u108b': '\u102d',
  '\u108c': '\u102e',
  '\u108d': '\u1036',
};

const varga = (letter: number): number => (letter <= 0x1019 ? Math.floor((letter - 0x1000) / 5) : letter);

/** Whether Burmese text looks typed in Zawgyi: signs Unicode never has in these places. */
export function looksZawgyi(text: string): boolean {
  return (
    /[\u1060-\u1097\u1033\u1034\u105a]/.test(text) ||
    /(^|[^\u1000-\u1021\u103b-\u103f])\u1031/.test(text) ||
    /\u1039(?![\u1000-\u1021])/.test(text) ||
    /\u103a[\u102b-\u1030\u1032\u1036\u103b-\u103e]/.test(text) ||
    /(^|[\s\u103a])\u103b/.test(text) ||
    stacksAcross(text)
  );
}

/** Unicode stacks only letters of one row of the alphabet; in Zawgyi the same sign merely closes a syllable. */
function stacksAcross(text: string): boolean {
  for (let at = text.indexOf('\u1039'); at > 0; at = text.indexOf('\u1039', at + 1)) {
    const over = text.charCodeAt(at - 1);
    if (over !== 0x103a && varga(over) !== varga(text.charCodeAt(at + 1))) return true;
    if (over === 0x1004) return true;
  }
  return false;
}

/** Zawgyi text in Unicode; text already in Unicode must not be given (see `looksZawgyi`). */
export function unicodeOfZawgyi(text: string): string {
  const kinziMoved = text.replaceAll(
    /([\u1000-\u1021])([\u1064\u108b-\u108d])/g,
    (_, letter: string, sign: string) => `${kinzi}${letter}${afterKinzi[sign] ?? ''}`,
  );
  const spoken = Array.from(kinziMoved)
    .map((sign, at, all) =>
      sign === '\u1039' && at > 0 && all[at - 1] === '\u103a' && kinziMoved.includes(kinzi)
        ? sign
        : (letters[sign] ?? sign),
    )
    .join('');
  return spoken
    .replaceAll(
      /\u1031?\u103c(?:\u1031)?([\u1000-\u1021\u103f])((?:\u1039[\u1000-\u1021])?)/g,
      (whole, letter: string, stacked: string) =>
        `${letter}${stacked}\u103c${whole.includes('\u1031') ? '\u1031' : ''}`,
    )
    .replaceAll(/\u1031([\u1000-\u1021\u103f])((?:\u1039[\u1000-\u1021])?[\u103b-\u103e]*)/g, '$1$2\u1031')
    .replaceAll(/\u1031([\u103b-\u103e]+)/g, '$1\u1031')
    .replaceAll(/\u103a\u103b/g, '\u103b\u103a')
    .replaceAll(/\u103a\u1037/g, '\u1037\u103a')
    .replaceAll(/\u1025(?=\u1037?\u103a)/g, '\u1009');
}
