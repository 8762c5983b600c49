import { SelectField } from '../../../kit/choices.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DateField } from '../../../kit/DateField.tsx';
import { CheckboxField, TextField } from '../../../kit/fields.tsx';
import { FilterBar } from '../../../kit/FilterBar.tsx';
import { useT } from '../../../kit/i18n.ts';
import { caseStatuses, crimeAnswers, riskLevels } from '../../../words/cases.ts';
import type { CaseFilter } from '../schema.ts';

type CaseFiltersProps = {
  filter: CaseFilter;
  text: string;
  isNarrowed: boolean;
  onChange: (filter: CaseFilter, text?: string) => void;
};

/** What narrows the list of cases. */
export function CaseFilters({ filter, text, isNarrowed, onChange }: CaseFiltersProps) {
  const t = useT();
  const words = useCodeWords();

  /** The filter with one part put in, or taken out. */
  function withPart<K extends keyof CaseFilter>(name: K, value: CaseFilter[K] | null | undefined): CaseFilter {
    const { [name]: _, ...others } = filter;
    return value === null || value === undefined || value === false ? others : { ...others, [name]: value };
  }
  const pick = <T extends string>(values: readonly T[], chosen: string | null): T | undefined =>
    values.find((value) => value === chosen);
  const day = (typed: string): string | null => (/^\d{4}-\d\d-\d\d$/.test(typed) ? typed : null);

  return (
    <FilterBar label={t('users.filters')} onClear={isNarrowed ? () => onChange({}, '') : null}>
      <TextField label={t('cases.search')} kind="search" value={text} onChange={(typed) => onChange(filter, typed)} />
      <SelectField
        label={t('code.field.status')}
        placeholder={t('users.any')}
        clearable
        options={words.choices('caseStatus', caseStatuses)}
        value={filter.status ?? null}
        onChange={(chosen) => onChange(withPart('status', pick(caseStatuses, chosen)))}
      />
      <SelectField
        label={t('code.field.tip')}
        placeholder={t('users.any')}
        clearable
        options={words.choices('crime', crimeAnswers)}
        value={filter.tip ?? null}
        onChange={(chosen) => onChange(withPart('tip', pick(crimeAnswers, chosen)))}
      />
      <SelectField
        label={t('code.field.som')}
        placeholder={t('users.any')}
        clearable
        options={words.choices('crime', crimeAnswers)}
        value={filter.som ?? null}
        onChange={(chosen) => onChange(withPart('som', pick(crimeAnswers, chosen)))}
      />
      <SelectField
        label={t('code.field.risk')}
        placeholder={t('users.any')}
        clearable
        options={words.choices('risk', riskLevels)}
        value={filter.risk ?? null}
        onChange={(chosen) => onChange(withPart('risk', pick(riskLevels, chosen)))}
      />
      <DateField
        label={t('cases.openedFrom')}
        value={filter.openedFrom ?? ''}
        onChange={(typed) => onChange(withPart('openedFrom', day(typed)))}
      />
      <DateField
        label={t('cases.openedTo')}
        value={filter.openedTo ?? ''}
        onChange={(typed) => onChange(withPart('openedTo', day(typed)))}
      />
      <CheckboxField
        label={t('cases.mine')}
        checked={filter.mine === true}
        onChange={(mine) => onChange(withPart('mine', mine))}
      />
      <CheckboxField
        label={t('cases.unassigned')}
        checked={filter.unassigned === true}
        onChange={(unassigned) => onChange(withPart('unassigned', unassigned))}
      />
    </FilterBar>
  );
}
