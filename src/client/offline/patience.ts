/** Rejects when nothing came in time, as a broken line does. */
export async function withPatience<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  if (!Number.isFinite(milliseconds)) return work;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TypeError('No answer came in time.')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
