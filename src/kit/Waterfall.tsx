import css from './bars.module.css';

/** One step of a sum: what it says in words, and what it adds. */
export type WaterfallStep = { key: string; words: string; value: number };

type WaterfallProps = {
  label: string;
  steps: readonly WaterfallStep[];
  /** The words of the sum. */
  sum: string;
  format: (value: number) => string;
};

/** How parts add up to a whole, each bar beginning where the one before it ended. */
export function Waterfall({ label, steps, sum, format }: WaterfallProps) {
  const ends = steps.reduce<number[]>((found, { value }) => [...found, (found.at(-1) ?? 0) + value], []);
  const total = ends.at(-1) ?? 0;
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const span = high - low || 1;
  const place = (from: number, to: number) => ({
    insetInlineStart: `${((Math.min(from, to) - low) / span) * 100}%`,
    inlineSize: `${(Math.abs(to - from) / span) * 100}%`,
  });
  const zero = { insetInlineStart: `${(-low / span) * 100}%` };
  return (
    <ol className={css.steps} aria-label={label}>
      {steps.map(({ key, words, value }, at) => (
        <li key={key} className={css.step}>
          <span>{words}</span>
          <span className={css.track} aria-hidden="true">
            <span className={css.zero} style={zero} />
            <span
              className={css.bar}
              data-down={value < 0 || undefined}
              style={place(ends[at - 1] ?? 0, ends[at] ?? 0)}
            />
          </span>
          <span className={css.value} dir="ltr">
            {format(value)}
          </span>
        </li>
      ))}
      <li className={css.step} data-sum>
        <span>{sum}</span>
        <span className={css.track} aria-hidden="true">
          <span className={css.zero} style={zero} />
          <span className={css.bar} data-sum style={place(0, total)} />
        </span>
        <span className={css.value} dir="ltr">
          {format(total)}
        </span>
      </li>
    </ol>
  );
}
