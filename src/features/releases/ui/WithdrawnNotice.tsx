import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { TextLink } from '../../../kit/actions.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign } from '../../../kit/layout.tsx';
import { Message } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { recentlyWithdrawn } from '../rules.ts';

/** Tells colleagues of releases that somebody withdrew lately, for one person may do so alone. Nothing where there are none. */
export function WithdrawnNotice() {
  const t = useT();
  const { date } = useFormats();
  const [now] = useState(() => new Date());
  const mayRead = useMay('release.prepare');
  const found = useAction('releases.list', {}, { enabled: mayRead });
  const withdrawn = recentlyWithdrawn(found.data?.releases ?? [], now);
  if (withdrawn.length === 0) return null;
  return (
    <Message tone="attention" title={t('releases.withdrawnNotice')}>
      {withdrawn.map(({ id, title, number, withdrawnAt, withdrawnBy, withdrawnReason }) => (
        <p key={id}>
          <TextLink to={`/releases/${id}`}>
            <Foreign>{title}</Foreign>
          </TextLink>
          {' · '}
          {t('releases.versionOf', { number })}
          {' · '}
          <Foreign>
            {[withdrawnBy, date((withdrawnAt ?? '').slice(0, 10)), withdrawnReason].filter(Boolean).join(' · ')}
          </Foreign>
        </p>
      ))}
    </Message>
  );
}
