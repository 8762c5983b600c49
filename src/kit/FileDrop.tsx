import { useId, useRef, useState } from 'react';
import { Button } from './actions.tsx';
import { useFormats, useT } from './i18n.ts';
import { Icon } from './icons.tsx';
import css from './tools.module.css';

type FileDropProps = {
  label: string;
  help?: string;
  error?: string | undefined;
  /** Endings that are taken, such as `.csv`. */
  accept?: readonly string[];
  file: File | null;
  onChange: (file: File | null) => void;
  disabled?: boolean;
};

/** Takes one file, dropped or chosen; the keyboard reaches the same button. */
export function FileDrop({ label, help, error, accept = [], file, onChange, disabled = false }: FileDropProps) {
  const t = useT();
  const formats = useFormats();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  function take(files: FileList | null): void {
    setOver(false);
    const first = files?.item(0);
    if (first && !disabled) onChange(first);
  }

  return (
    <div>
      <div
        className={css.drop}
        data-over={over || undefined}
        data-wrong={error ? true : undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          take(event.dataTransfer.files);
        }}
      >
        <Icon name="import" size={28} />
        <label htmlFor={id} className={css.dropLabel}>
          {label}
        </label>
        <span className={css.dropButton} aria-hidden="true">
          {t('file.choose')}
        </span>
        <input
          id={id}
          ref={input}
          type="file"
          className={css.fileInput}
          accept={accept.join(',')}
          disabled={disabled}
          aria-describedby={`${id}-state`}
          aria-invalid={error ? true : undefined}
          onChange={(event) => take(event.currentTarget.files)}
        />
        <p id={`${id}-state`} className={css.dropState}>
          {file
            ? t('file.chosen', { name: file.name, size: formats.number(Math.ceil(file.size / 1024)) })
            : (help ?? t('file.drop'))}
        </p>
        {file && (
          <span className={css.dropRemove}>
            <Button
              small
              onClick={() => {
                if (input.current) input.current.value = '';
                onChange(null);
              }}
            >
              {t('file.remove')}
            </Button>
          </span>
        )}
      </div>
      {error && (
        <p className={css.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
