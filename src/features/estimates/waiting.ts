import { createHash } from 'node:crypto';

/**
 * Long work on counts that only a transaction can read: the first who asks is told to come back, a later one finds the
 * answer. Kept by a digest of what it was made from, so that the same counts are not estimated twice.
 */
export function waitingFor<Asked, Answer>(work: (asked: Asked) => Promise<Answer>, mostKept: number) {
  const answers = new Map<string, Answer | Error | null>();
  return (asked: Asked): Answer | null => {
    const name = createHash('sha256').update(JSON.stringify(asked)).digest('base64');
    const known = answers.get(name);
    if (known instanceof Error) {
      answers.delete(name);
      throw known;
    }
    if (known !== undefined) return known;
    answers.set(name, null);
    for (const oldest of [...answers.keys()].slice(0, -mostKept)) answers.delete(oldest);
    work(asked).then(
      (answer) => answers.set(name, answer),
      (error: unknown) => answers.set(name, error instanceof Error ? error : new Error('the work failed')),
    );
    return null;
  };
}
