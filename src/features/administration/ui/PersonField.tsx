import { useDeferredValue, useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { RemoteChoice } from '../../../kit/RemoteChoice.tsx';
import { useMay } from '../../accounts/ui/session.tsx';

const mostOffered = 20;

type PersonFieldProps = {
  label: string;
  value: string | null;
  onChange: (userId: string | null) => void;
  help?: string;
  placeholder?: string;
  required?: boolean;
  /** Only who can be given something: people whose account is open. */
  active?: boolean;
  /** Who is not offered. */
  without?: readonly string[];
};

/**
 * A colleague, found by part of the name or the e-mail address among however many there are. Who may not see the
 * colleagues is offered none.
 */
export function PersonField({ active = false, without = [], ...field }: PersonFieldProps) {
  const may = useMay('user.read');
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const people = useAction(
    'users.list',
    {
      limit: mostOffered + without.length,
      ...(asked !== '' && { text: asked }),
      ...(active && { status: 'active' as const }),
    },
    { keep: true, enabled: may },
  );
  const users = (people.data?.users ?? []).filter(({ id }) => !without.includes(id));
  return (
    <RemoteChoice
      {...field}
      options={users.map(({ id, name, email }) => ({
        value: id,
        label: users.filter((other) => other.name === name).length > 1 ? `${name} · ${email}` : name,
      }))}
      busy={people.isFetching}
      onSearch={setText}
    />
  );
}
