/** How far something has come. */
export interface Progress {
  readonly what: string;
  readonly done: number;
  readonly total: number | null;
  readonly secondsLeft: number | null;
}

/** One line on the error stream that rewrites itself while a person looks on; silent for scripts. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr): {
  show(progress: Progress): void;
  end(): void;
} {
  if (!stream.isTTY) return { show: () => undefined, end: () => undefined };
  const clear = '\r\u001b[2K';
  return {
    show: (progress) => void stream.write(`${clear}${lineOf(progress)}`),
    end: () => void stream.write(clear),
  };
}

function lineOf({ what, done, total, secondsLeft }: Progress): string {
  const count = total === null ? group(done) : `${group(done)} of ${group(total)}`;
  return `${what}: ${count}${secondsLeft === null ? '' : `, ${timeLeft(secondsLeft)} left`}`;
}

const group = (value: number): string => value.toLocaleString('en');

function timeLeft(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
