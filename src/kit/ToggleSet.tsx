import css from './toggleSet.module.css';

export type ToggleOption = { value: string; label: string };

type ToggleSetProps = {
  label: string;
  options: readonly ToggleOption[];
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
  /** One at a time rather than any number. */
  single?: boolean;
  /** The label is only read out, as where a heading says it. */
  labelHidden?: boolean;
};

/** A row of small switches: which kinds are shown, which of a few things is meant next. */
export function ToggleSet({ label, options, values, onChange, single = false, labelHidden = false }: ToggleSetProps) {
  const press = (value: string): void => {
    if (single) return onChange([value]);
    onChange(values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
  };
  return (
    <div className={css.set} data-bare={labelHidden || undefined} role="group" aria-label={label} data-kit-no-print>
      {!labelHidden && (
        <span className={css.label} aria-hidden="true">
          {label}
        </span>
      )}
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className={css.toggle}
          aria-pressed={values.includes(option.value)}
          onClick={() => press(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
