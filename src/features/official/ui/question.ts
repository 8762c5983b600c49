import type { CellKey } from '../schema.ts';

/** What is asked of the figures; null stands for what is usual. */
export type OfficialQuestion = {
  country: string | null;
  from: number | null;
  to: number | null;
  cutOff: string | null;
  confirmedOnly: boolean;
  open: boolean;
};

const yearIn = (text: string | null): number | null => (/^\d{4}$/.test(text ?? '') ? Number(text) : null);

/** The question of an address; what it does not know is left out. */
export function readQuestion(search: URLSearchParams): OfficialQuestion {
  const country = search.get('country');
  const cutOff = search.get('cutOff');
  return {
    country: /^[A-Z]{3}$/.test(country ?? '') ? country : null,
    from: yearIn(search.get('from')),
    to: yearIn(search.get('to')),
    cutOff: /^\d{4}-\d{2}-\d{2}$/.test(cutOff ?? '') ? cutOff : null,
    confirmedOnly: search.get('confirmedOnly') === 'true',
    open: search.get('open') === 'true',
  };
}

/** An address that asks this. */
export function writeQuestion(question: Partial<OfficialQuestion & CellKey>): URLSearchParams {
  const said = Object.entries(question).filter(([, value]) => value !== null && value !== false);
  return new URLSearchParams(said.map(([name, value]) => [name, String(value)]));
}

/** The question as the action takes it: only what was said. */
export const inputOf = (question: OfficialQuestion) => ({
  ...(question.country !== null && { country: question.country }),
  ...(question.from !== null && { from: question.from }),
  ...(question.to !== null && { to: question.to }),
  ...(question.cutOff !== null && { cutOff: question.cutOff }),
  ...(question.confirmedOnly && { confirmedOnly: true }),
  ...(question.open && { open: true }),
});
