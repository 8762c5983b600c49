import { useDeferredValue, useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { RemoteChoice } from '../../../kit/RemoteChoice.tsx';

const mostOffered = 20;

type PersonFieldProps = {
  label: string;
  value: string | null;
  onChange: (userId: string | null) => void;
  placeholder?: string;
};

/** A colleague, found by part of the name or the e-mail address among however many there are. */
export function PersonField({ label, value, onChange, placeholder }: PersonFieldProps) {
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const people = useAction('users.list', { limit: mostOffered, ...(asked !== '' && { text: asked }) }, { keep: true });
  return (
    <RemoteChoice
      label={label}
      options={(people.data?.users ?? []).map(({ id, name, email }) => ({
        value: id,
        label:
          (people.data?.users ?? []).filter((other) => other.name === name).length > 1 ? `${name} · ${email}` : name,
      }))}
      busy={people.isFetching}
      onSearch={setText}
      value={value}
      onChange={onChange}
      {...(placeholder !== undefined && { placeholder })}
    />
  );
}
