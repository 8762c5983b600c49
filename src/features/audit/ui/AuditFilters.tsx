import { actionTable } from '../../../client/index.ts';
import { CodeField, SelectField } from '../../../kit/choices.tsx';
import { DateField } from '../../../kit/DateField.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { FilterBar } from '../../../kit/FilterBar.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { useMay } from '../../accounts/ui/session.tsx';
import { PersonField } from '../../administration/ui/PersonField.tsx';
import { useActionName } from './actionName.ts';

const outcomes = ['done', 'refused', 'failed'] as const;

/** What the reader narrows the trail by. Empty is no condition. */
export type AuditFilterValues = {
  from: string;
  to: string;
  actor: string | null;
  action: string | null;
  outcome: (typeof outcomes)[number] | null;
  caseId: string;
};
export const noFilter: AuditFilterValues = { from: '', to: '', actor: null, action: null, outcome: null, caseId: '' };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The filter as the action takes it: days become instants in the reader's own time zone, the last one included. */
export function queryOf({ from, to, actor, action, outcome, caseId }: AuditFilterValues) {
  return {
    ...(from !== '' && { from: startOfDay(from, 0) }),
    ...(to !== '' && { to: startOfDay(to, 1) }),
    ...(actor !== null && { actor }),
    ...(action !== null && { action }),
    ...(outcome !== null && { outcome }),
    ...(uuid.test(caseId.trim()) && { caseId: caseId.trim() }),
  };
}

function startOfDay(date: string, daysLater: number): string {
  const day = new Date(`${date}T00:00:00`);
  day.setDate(day.getDate() + daysLater);
  return day.toISOString();
}

type AuditFiltersProps = { value: AuditFilterValues; onChange: (value: AuditFilterValues) => void };

/** When, who, what, with what outcome, and about which case. */
export function AuditFilters({ value, onChange }: AuditFiltersProps) {
  const t = useT();
  const actionName = useActionName();
  const { compare } = useFormats();
  const mayReadUsers = useMay('user.read');
  const change = (part: Partial<AuditFilterValues>): void => onChange({ ...value, ...part });
  const isEmpty = Object.values(value).every((part) => part === '' || part === null);
  const isBadCase = value.caseId.trim() !== '' && !uuid.test(value.caseId.trim());
  return (
    <FilterBar label={t('audit.filters')} onClear={isEmpty ? null : () => onChange(noFilter)}>
      <DateField label={t('audit.from')} value={value.from} onChange={(from) => change({ from })} />
      <DateField label={t('audit.to')} value={value.to} onChange={(to) => change({ to })} />
      {mayReadUsers && (
        <PersonField
          label={t('audit.who')}
          placeholder={t('audit.anybody')}
          value={value.actor}
          onChange={(actor) => change({ actor })}
        />
      )}
      <CodeField
        label={t('audit.what')}
        placeholder={t('audit.anything')}
        options={Object.keys(actionTable)
          .map((name) => ({ value: name, label: actionName(name) }))
          .toSorted((one, other) => compare(one.label, other.label))}
        hideCodes
        value={value.action}
        onChange={(action) => change({ action })}
      />
      <SelectField
        label={t('audit.outcome')}
        placeholder={t('audit.anyOutcome')}
        clearable
        options={outcomes.map((outcome) => ({ value: outcome, label: t(`code.auditOutcome.${outcome}`) }))}
        value={value.outcome}
        onChange={(chosen) => change({ outcome: outcomes.find((outcome) => outcome === chosen) ?? null })}
      />
      <TextField
        label={t('audit.caseId')}
        error={isBadCase ? t('audit.caseIdWrong') : undefined}
        value={value.caseId}
        onChange={(caseId) => change({ caseId })}
      />
    </FilterBar>
  );
}
