import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { Button } from './actions.tsx';
import { useT } from './i18n.ts';
import { Icon } from './icons.tsx';
import css from './tools.module.css';

/** What a line of a field holds on a phone; browsers that know the size of what is in a field go by that. */
const lettersOnPhone = 36;

/** A value to take elsewhere, such as a link or a secret that is shown once. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const t = useT();
  const id = useId();
  const [copied, setCopied] = useState(false);
  return (
    <div className={css.copy}>
      <label htmlFor={id}>{label}</label>
      <div className={css.copyRow}>
        <textarea
          id={id}
          readOnly
          rows={Math.ceil(value.length / lettersOnPhone)}
          value={value}
          dir="ltr"
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          icon={copied ? 'check' : 'copy'}
          onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
        >
          <span aria-live="polite">{copied ? t('copy.done') : t('copy.copy')}</span>
        </Button>
      </div>
    </div>
  );
}

export type Step = { key: string; label: string };

type WizardProps = {
  label: string;
  steps: readonly Step[];
  current: string;
  children: ReactNode;
  /** Goes back to a step already done; left out where there is no way back. */
  onBackTo?: (key: string) => void;
};

/** A task in steps: which are done, which is now, which come. */
export function Wizard({ label, steps, current, children, onBackTo }: WizardProps) {
  const t = useT();
  const position = steps.findIndex((step) => step.key === current);
  const content = useRef<HTMLDivElement>(null);
  const shown = useRef(current);
  useEffect(() => {
    if (shown.current === current) return;
    shown.current = current;
    // A new step is a new place: the keyboard and the screen reader begin at its start.
    content.current?.focus();
  }, [current]);
  return (
    <div>
      <ol className={css.steps} aria-label={label}>
        {steps.map((step, index) => (
          <li
            key={step.key}
            data-state={stepState(index, position)}
            aria-current={index === position ? 'step' : undefined}
          >
            <span className={css.stepMark}>{index < position ? <Icon name="check" size={15} /> : index + 1}</span>
            {index < position && onBackTo ? (
              <button type="button" className={css.stepBack} onClick={() => onBackTo(step.key)}>
                {step.label}
              </button>
            ) : (
              <span>{step.label}</span>
            )}
            {index < position && <span className={css.hidden}>{t('wizard.done')}</span>}
          </li>
        ))}
      </ol>
      <div ref={content} tabIndex={-1} role="group" aria-label={steps[position]?.label} className={css.stepContent}>
        {children}
      </div>
    </div>
  );
}

function stepState(index: number, position: number): 'done' | 'now' | 'later' {
  if (index < position) return 'done';
  return index === position ? 'now' : 'later';
}
