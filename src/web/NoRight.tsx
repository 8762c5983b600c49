import { useRoleName } from '../features/accounts/ui/roleName.ts';
import { useSession } from '../features/accounts/ui/session.tsx';
import { ButtonLink } from '../kit/actions.tsx';
import { useFormats, useT } from '../kit/i18n.ts';
import type { Page } from '../kit/page.ts';
import { EmptyState } from '../kit/states.tsx';

/**
 * A page that the reader's role does not open: which right it asks for, and who gives it. It is known from the list of
 * pages alone and nothing is looked up for it, so it tells nothing of what a record's address would show.
 */
export function NoRight({ page }: { page: Page }) {
  const t = useT();
  const { list } = useFormats();
  const roleName = useRoleName();
  const session = useSession();
  const { access } = page;
  if (typeof access === 'string') return null;
  const rights = 'anyOf' in access ? access.anyOf : [access.permission];
  const named = list(rights.map((right) => t('page.noRightNamed', { right: t(`permission.${right}`) })));
  const hat = session?.membership ?? null;
  return (
    <EmptyState
      wholePage
      icon="withheld"
      title={t('page.noRight')}
      action={<ButtonLink to="/">{t('page.toHome')}</ButtonLink>}
    >
      <p>{t('page.noRightNeeds', { count: rights.length, rights: named })}</p>
      <p>
        {hat === null
          ? t('page.noRightNobody')
          : t('page.noRightAsk', { role: roleName(hat.roleCode, hat.roleName), agency: hat.agencyName })}
      </p>
      {(session?.memberships.length ?? 0) > 1 && <p>{t('page.noRightOther')}</p>}
    </EmptyState>
  );
}
