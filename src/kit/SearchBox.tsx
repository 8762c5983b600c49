import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useT } from './i18n.ts';
import { Icon } from './icons.tsx';
import css from './search.module.css';

export type SearchOption = { key: string; content: ReactNode };
export type SearchOptions = readonly { key: string; label: string; options: readonly SearchOption[] }[];

type SearchBoxProps = {
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  /** What was found, in groups; shown below the box while it has the focus. Null: nothing was asked. */
  found: SearchOptions | null;
  busy?: boolean;
  /** Said of the results below them, such as that only a part was searched. */
  note?: string | null;
  onChoose: (key: string) => void;
  /** Where all results stand: Enter with nothing chosen goes there, and on a phone a button in place of the box. */
  page: string;
};

/** A search box in the header: results as one types, walked through with the arrow keys, reached with `/` or Ctrl+K from anywhere. */
export function SearchBox({
  label,
  placeholder,
  value,
  onChange,
  found,
  busy = false,
  note = null,
  onChoose,
  page,
}: SearchBoxProps) {
  const t = useT();
  const [, navigate] = useLocation();
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  useHotKey(() => box.current?.focus());
  const options = (found ?? []).flatMap((group) => group.options);
  const shown = open && found !== null;
  const active = shown ? options[at] : undefined;

  function choose(key: string): void {
    setOpen(false);
    box.current?.blur();
    onChoose(key);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt(options.length === 0 ? -1 : (at + step + options.length + (at < 0 && step < 0 ? 1 : 0)) % options.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (active) choose(active.key);
      else {
        setOpen(false);
        navigate(page);
      }
    } else if (event.key === 'Escape') {
      if (shown) setOpen(false);
      else onChange('');
    }
  }

  return (
    <>
      <Link href={page} className={css.phone} aria-label={label}>
        <Icon name="search" size={20} />
      </Link>
      <search className={css.box} aria-label={label}>
        <Icon name="search" size={16} />
        <input
          ref={box}
          className={css.input}
          type="text"
          dir="auto"
          role="combobox"
          aria-label={label}
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-keyshortcuts="/ Control+K"
          {...(active && { 'aria-activedescendant': `${id}-${active.key}` })}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={value}
          onChange={(event) => {
            setAt(-1);
            setOpen(true);
            onChange(event.currentTarget.value);
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        <kbd className={css.key} aria-hidden="true">
          /
        </kbd>
        <div className={css.panel} hidden={!shown}>
          <div id={`${id}-list`} role="listbox" aria-label={label} aria-busy={busy} className={css.list}>
            {shown &&
              found.map((group) => (
                <div key={group.key} role="group" aria-labelledby={`${id}-${group.key}`}>
                  <div id={`${id}-${group.key}`} className={css.group}>
                    {group.label}
                  </div>
                  {group.options.map((option) => (
                    <div
                      key={option.key}
                      id={`${id}-${option.key}`}
                      role="option"
                      tabIndex={-1}
                      aria-selected={option === active}
                      className={css.option}
                      // Before the box loses the focus, which closes the list. The keyboard chooses from the box.
                      onPointerDown={(event) => {
                        if (event.button !== 0) return;
                        event.preventDefault();
                        choose(option.key);
                      }}
                    >
                      {option.content}
                    </div>
                  ))}
                </div>
              ))}
          </div>
          <div className={css.foot} role="status">
            {shown &&
              (options.length === 0
                ? t(busy ? 'search.busy' : 'search.nothing')
                : t('search.count', { count: options.length }))}
            {shown && note !== null && ` ${note}`}
          </div>
        </div>
      </search>
    </>
  );
}

/** `/` and Ctrl+K (or Command+K) reach the box; `/` not while something is being written. */
function useHotKey(reach: () => void): void {
  useLayoutEffect(() => {
    const listen = (event: globalThis.KeyboardEvent): void => {
      const writing =
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, select, [contenteditable]') !== null;
      const asked = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
      const plain = event.key === '/' && !writing && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!asked && !plain) return;
      event.preventDefault();
      reach();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });
}

/** What a result says: the words found, marks beside them, and facts below. */
export function FoundLine({
  title,
  badges,
  facts,
  passage = false,
}: {
  title: ReactNode;
  badges?: ReactNode;
  facts: readonly ReactNode[];
  /** A passage rather than a name: not in bold. */
  passage?: boolean;
}) {
  return (
    <span className={css.found}>
      <span className={css.foundTitle}>
        <span className={css.words} data-passage={passage || undefined}>
          {title}
        </span>
        {badges}
      </span>
      <span className={css.facts}>
        {facts.filter(Boolean).map((fact, at) => (
          <span key={at}>{fact}</span>
        ))}
      </span>
    </span>
  );
}

/** Results one below the other, each a link; the arrow keys go from one to the next. */
export function FoundList({
  label,
  items,
}: {
  label: string;
  items: readonly { key: string; content: ReactNode; aside?: ReactNode }[];
}) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const own = list.current;
    own?.addEventListener('keydown', stepThroughLinks);
    return () => own?.removeEventListener('keydown', stepThroughLinks);
  }, []);
  return (
    <ul ref={list} className={css.results} aria-label={label}>
      {items.map(({ key, content, aside }) => (
        <li key={key}>
          {content}
          {aside && <span className={css.aside}>{aside}</span>}
        </li>
      ))}
    </ul>
  );
}

function stepThroughLinks(event: globalThis.KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...document.querySelectorAll<HTMLElement>(`.${css.results} > li > a`)];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
