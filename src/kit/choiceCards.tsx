import { useId, type ReactNode } from 'react';
import { Link } from 'wouter';
import css from './choiceCards.module.css';
import { Icon, type IconName } from './icons.tsx';

export type ChoiceCard = { value: string; label: string; text?: ReactNode };

type ChoiceCardsProps = {
  label: string;
  choices: readonly ChoiceCard[];
  value: string;
  onChange: (value: string) => void;
  /** Beside each other, as many as fit. */
  beside?: boolean;
};

/** One of a few ways on, each with a sentence of its own. */
export function ChoiceCards({ label, choices, value, onChange, beside = false }: ChoiceCardsProps) {
  const id = useId();
  return (
    <fieldset className={css.set} data-beside={beside || undefined}>
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={css.card}>
          <input
            type="radio"
            name={id}
            value={choice.value}
            checked={choice.value === value}
            aria-describedby={choice.text ? `${id}-${choice.value}` : undefined}
            onChange={() => onChange(choice.value)}
          />
          <span>
            <span className={css.title}>{choice.label}</span>
            {choice.text && (
              <span id={`${id}-${choice.value}`} className={css.text}>
                {choice.text}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export type CheckOption = { value: string; label: string; text?: string; disabled?: boolean };

type CheckListProps = {
  label: string;
  options: readonly CheckOption[];
  values: readonly string[];
  onChange: (values: string[]) => void;
  help?: string;
};

/** Any number of a short list, all of it in sight. */
export function CheckList({ label, options, values, onChange, help }: CheckListProps) {
  const id = useId();
  return (
    <fieldset className={css.set} aria-describedby={help ? `${id}-help` : undefined}>
      <legend>{label}</legend>
      {help && (
        <p id={`${id}-help`} className={css.text}>
          {help}
        </p>
      )}
      <div className={css.checks}>
        {options.map((option) => (
          <label key={option.value} className={css.check} data-disabled={option.disabled || undefined}>
            <input
              type="checkbox"
              checked={values.includes(option.value)}
              disabled={option.disabled}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? [...values, option.value]
                    : values.filter((chosen) => chosen !== option.value),
                )
              }
            />
            <span>
              {option.label}
              {option.text && <span className={css.text}>{option.text}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export type LinkCard = { to: string; icon: IconName; label: string; text: string };

/** The places one can go from here. */
export function LinkCards({ label, cards }: { label: string; cards: readonly LinkCard[] }) {
  return (
    <ul className={css.links} aria-label={label}>
      {cards.map(({ to, icon, label: title, text }) => (
        <li key={to} className={css.link}>
          <span className={css.icon}>
            <Icon name={icon} size={22} />
          </span>
          <div>
            <Link href={to}>{title}</Link>
            <p className={css.text}>{text}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
