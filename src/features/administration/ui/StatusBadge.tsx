import { Badge } from '../../../kit/facts.tsx';
import { useT } from '../../../kit/i18n.ts';
import type { User } from '../schema.ts';

const tones = { invited: 'info', active: 'good', suspended: 'attention' } as const;
const statuses = ['invited', 'active', 'suspended'] as const;

/** Whether a person has taken up their invitation, works here, or is kept out. */
export function StatusBadge({ status }: { status: User['status'] }) {
  const t = useT();
  return <Badge tone={tones[status]}>{t(`code.userStatus.${status}`)}</Badge>;
}

/** The states a list of people can be narrowed to. */
export function useStatusOptions(): readonly { value: User['status']; label: string }[] {
  const t = useT();
  return statuses.map((value) => ({ value, label: t(`code.userStatus.${value}`) }));
}
