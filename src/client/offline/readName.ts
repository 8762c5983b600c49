import type { ActionName } from '../actions.generated.ts';

/** The name of a read: the same for the same action and input, in whatever order its fields were given. */
export function readName(name: ActionName, input: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(input).filter(([, value]) => value !== undefined);
  return `copy/${name} ${JSON.stringify(Object.fromEntries(fields.toSorted(([one], [other]) => (one < other ? -1 : 1))))}`;
}
