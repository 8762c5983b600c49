import { caseColumns, caseSorts } from '../../../words/case-list.ts';
import { caseStatuses, crimeAnswers, riskLevels } from '../../../words/cases.ts';
import type { CaseFilter, CaseView } from '../schema.ts';

const choices = { status: caseStatuses, tip: crimeAnswers, som: crimeAnswers, risk: riskLevels } as const;
const days = ['openedFrom', 'openedTo'] as const;
const marks = ['mine', 'unassigned'] as const;

/** The order, the columns and the filters a link names; null when it names none. There is never a word that was typed among them. */
export function viewOfAddress(search: URLSearchParams, base: CaseView): CaseView | null {
  const filter: Record<string, string | true> = {};
  for (const [name, codes] of Object.entries(choices)) {
    const code = codes.find((one) => one === search.get(name));
    if (code) filter[name] = code;
  }
  for (const name of days) {
    const day = search.get(name);
    if (day !== null && /^\d{4}-\d\d-\d\d$/.test(day)) filter[name] = day;
  }
  for (const name of marks) if (search.get(name) === 'yes') filter[name] = true;
  const sort = caseSorts.find((one) => one === search.get('sort'));
  const named = search.get('columns')?.split(',');
  const columns = named ? caseColumns.filter((column) => named.includes(column)) : base.columns;
  if (!sort && !named && Object.keys(filter).length === 0) return null;
  return { filter: filter as CaseFilter, sort: sort ?? base.sort, columns };
}

/** A view as a link names it: what is as at first is left out, and other words of the address stay. */
export function addressOfView(search: URLSearchParams, view: CaseView, base: CaseView): URLSearchParams {
  const address = new URLSearchParams(search);
  for (const name of [...Object.keys(choices), ...days, ...marks, 'sort', 'columns']) address.delete(name);
  for (const [name, value] of Object.entries(view.filter)) if (value) address.set(name, value === true ? 'yes' : value);
  if (view.sort !== base.sort) address.set('sort', view.sort);
  if (!sameColumns(view, base)) address.set('columns', view.columns.join(','));
  return address;
}

/** Whether two views show the same. */
export function sameView(one: CaseView, other: CaseView): boolean {
  return one.sort === other.sort && sameColumns(one, other) && filterText(one) === filterText(other);
}

const sameColumns = (one: CaseView, other: CaseView): boolean =>
  caseColumns.every((column) => one.columns.includes(column) === other.columns.includes(column));

const filterText = ({ filter }: CaseView): string =>
  JSON.stringify(
    Object.entries(filter)
      .filter(([, value]) => value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
