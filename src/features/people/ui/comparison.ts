/** What one record says on one matter: each claim by what it is about, in a form that can be compared. */
export type Claims = Readonly<Record<string, string>>;

/**
 * Whether two records contradict each other: both say something about the same thing, and not the same. Silence, a
 * withheld value and an answer of "unknown" contradict nobody.
 */
export function contradict(said: readonly Claims[]): boolean {
  const heard = new Map<string, string>();
  return said.some((claims) =>
    Object.entries(claims).some(([about, claim]) => {
      const before = heard.get(about);
      heard.set(about, before ?? claim);
      return before !== undefined && before !== claim;
    }),
  );
}

/** Many claims of one kind, such as names in several scripts: those about the same are one claim, in any order. */
export function gather(claims: readonly { about: string; claim: string }[]): Claims {
  const groups = Map.groupBy(claims, ({ about }) => about);
  return Object.fromEntries(
    [...groups].map(([about, group]) => [
      about,
      group
        .map(({ claim }) => claim.normalize('NFC').trim().toLowerCase())
        .toSorted()
        .join('\n'),
    ]),
  );
}

/** The id in what was pasted: a reference, or the address of a person's page; null when there is none. */
export function readReference(text: string): string | null {
  return /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0].toLowerCase() ?? null;
}
