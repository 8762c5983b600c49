import css from './bars.module.css';
import { Foreign } from './layout.tsx';

/** A text whose words or letters that another one lacks are marked, so that the eye finds what differs. */
export function PartDifferences({ text, beside }: { text: string; beside: string | null }) {
  if (beside === null || beside === text || !sameScript(text, beside)) return <Foreign>{text}</Foreign>;
  const parts = text.split(/(\s+)/);
  const others = new Set(beside.toLowerCase().split(/\s+/));
  const oneWord = parts.length === 1 && others.size === 1;
  if (oneWord) return <Foreign>{letters(text, beside)}</Foreign>;
  return (
    <Foreign>
      {parts.map((part, at) =>
        part.trim() === '' || others.has(part.toLowerCase()) ? (
          part
        ) : (
          <mark key={`${at}${part}`} className={css.mark}>
            {part}
          </mark>
        ),
      )}
    </Foreign>
  );
}

const sameScript = (one: string, other: string): boolean =>
  /\p{Script=Latin}/u.test(one) === /\p{Script=Latin}/u.test(other);

/** Marks what lies between the common beginning and the common end. */
function letters(text: string, beside: string) {
  const [own, other] = [Array.from(text), Array.from(beside)];
  let start = 0;
  while (start < own.length && own[start] === other[start]) start += 1;
  let end = 0;
  while (end < own.length - start && end < other.length - start && own.at(-1 - end) === other.at(-1 - end)) end += 1;
  const middle = own.slice(start, own.length - end).join('');
  return (
    <>
      {own.slice(0, start).join('')}
      {middle !== '' && <mark className={css.mark}>{middle}</mark>}
      {own.slice(own.length - end).join('')}
    </>
  );
}
