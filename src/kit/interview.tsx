import { useId, type ReactNode } from 'react';
import css from './interview.module.css';
import { isPictogram, Pictogram } from './pictograms.tsx';

/** Words in the language of whoever is spoken to, beside those of whoever reads. */
export type TwoTongues = { spoken: string; language: string; direction: 'ltr' | 'rtl'; read: string | null };

type SpokenQuestionProps = { words: TwoTongues; picture?: string | undefined; note?: ReactNode; children: ReactNode };

/** One question on a screen of its own: large in the language of the person, small in the officer's. */
export function SpokenQuestion({ words, picture, note, children }: SpokenQuestionProps) {
  return (
    <div className={css.question}>
      <div className={css.head}>
        {isPictogram(picture) && (
          <span className={css.picture}>
            <Pictogram name={picture} />
          </span>
        )}
        <div className={css.words}>
          <h2 className={css.spoken} lang={words.language} dir={words.direction}>
            {words.spoken}
          </h2>
          {words.read !== null && <p className={css.read}>{words.read}</p>}
        </div>
      </div>
      {note}
      {children}
    </div>
  );
}

export type BigChoice = { value: string; words: TwoTongues };

/** A few answers to point at. Nothing is chosen before somebody does. */
export function BigChoices({
  label,
  choices,
  value,
  onChange,
}: {
  label: string;
  choices: readonly BigChoice[];
  value: string | null;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <fieldset className={css.choices}>
      <legend>{label}</legend>
      {choices.map(({ value: own, words }) => (
        <label key={own} className={css.choice}>
          <input
            type="radio"
            name={id}
            value={own}
            checked={own === value}
            onChange={() => onChange(own)}
            // A choice already made can be affirmed: the click goes on.
            onClick={() => own === value && onChange(own)}
          />
          <ChoiceWords words={words} />
        </label>
      ))}
    </fieldset>
  );
}

/** Any number of things to point at. */
export function BigChecks({
  label,
  choices,
  values,
  onChange,
}: {
  label: string;
  choices: readonly BigChoice[];
  values: readonly string[];
  onChange: (values: string[]) => void;
}) {
  return (
    <fieldset className={css.choices} data-many>
      <legend>{label}</legend>
      {choices.map(({ value: own, words }) => (
        <label key={own} className={css.choice}>
          <input
            type="checkbox"
            value={own}
            checked={values.includes(own)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(checked ? [...values, own] : values.filter((chosen) => chosen !== own))
            }
          />
          <ChoiceWords words={words} />
        </label>
      ))}
    </fieldset>
  );
}

function ChoiceWords({ words: { spoken, language, direction, read } }: { words: TwoTongues }) {
  return (
    <span className={css.choiceWords}>
      <span className={css.choiceSpoken} lang={language} dir={direction}>
        {spoken}
      </span>
      {read !== null && <span className={css.choiceRead}>{read}</span>}
    </span>
  );
}

/** `points` are the several things a row stands on, each on a line of its own. */
export type LabelledRow = {
  key: string;
  text: ReactNode;
  note?: ReactNode;
  points?: readonly string[];
  side: ReactNode;
};

/** Things below each other, each with something at its end: answers, signs, states. */
export function LabelledRows({ label, rows }: { label: string; rows: readonly LabelledRow[] }) {
  return (
    <ul className={css.rows} aria-label={label}>
      {rows.map(({ key, text, note, points = [], side }) => (
        <li key={key} className={css.row}>
          <div className={css.rowText}>
            {text}
            {points.length > 0 && (
              <ul className={css.points}>
                {points.map((point) => (
                  <li key={point}>{point}</li>
                ))}
              </ul>
            )}
            {note !== undefined && note !== null && <span className={css.rowNote}>{note}</span>}
          </div>
          {side}
        </li>
      ))}
    </ul>
  );
}

export type NextThing = { key: string; title: string; text: string };

/** What to do, in its order. */
export function OrderedSteps({ label, steps }: { label: string; steps: readonly NextThing[] }) {
  return (
    <ol className={css.steps} aria-label={label}>
      {steps.map(({ key, title, text }) => (
        <li key={key}>
          <span className={css.stepTitle}>{title}</span>
          <span className={css.stepText}>{text}</span>
        </li>
      ))}
    </ol>
  );
}

/** Things to do that stay in sight at the foot of the window. */
export function ActionBar({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <div className={css.bar}>
      {children}
      {end !== undefined && <div className={css.barEnd}>{end}</div>}
    </div>
  );
}

/** One of a few answers on one line. The label is read out, not shown: it stands beside. */
export function CompactChoice({
  label,
  choices,
  value,
  onChange,
}: {
  label: string;
  choices: readonly { readonly value: string; readonly label: string }[];
  value: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <fieldset className={css.compact} aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className={css.compactChoice}>
          <input
            type="radio"
            name={id}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
