/** Encodings a person may choose when a text file is not UTF-8; nothing but a byte order mark is ever guessed. */
export const textEncodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1254',
  'windows-1256',
  'windows-1258',
  'windows-874',
  'gb18030',
  'big5',
  'shift_jis',
] as const;
export type TextEncoding = (typeof textEncodings)[number];
