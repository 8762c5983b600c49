/** Letters that are not taken for each other when read aloud or copied by hand. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 6;
const lettersPerGroup = 4;

/** A passphrase nobody can guess, drawn anew for one file: six groups of four letters, about 118 bits. */
export function newPassphrase(): string {
  const drawn: string[] = [];
  while (drawn.length < groups * lettersPerGroup) {
    for (const byte of crypto.getRandomValues(new Uint8Array(64))) {
      // Bytes above the last whole multiple would favour the first letters.
      if (byte < letters.length * 8) drawn.push(letters[byte % letters.length] ?? '');
    }
  }
  return Array.from({ length: groups }, (_, group) =>
    drawn.slice(group * lettersPerGroup, (group + 1) * lettersPerGroup).join(''),
  ).join('-');
}
