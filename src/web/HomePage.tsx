import { useT } from '../kit/i18n.ts';
import { ButtonLink } from '../kit/actions.tsx';
import { PageHeader, Row } from '../kit/layout.tsx';
import { mayOpen, pages } from './pages.ts';
import { useSession } from './session.tsx';

/** Where a person starts: the places their membership lets them go. */
export function HomePage() {
  const t = useT();
  const session = useSession();
  if (session === null) return null;
  const places = pages.filter(
    (page) => page.navigation && page.path !== '/' && mayOpen(page, session.membership.permissions),
  );
  return (
    <>
      <PageHeader
        title={t('home.title')}
        lead={t('home.lead', { agency: session.membership.agencyName, role: session.membership.roleName })}
      />
      <Row>
        {places.map(
          (page) =>
            page.navigation && (
              <ButtonLink key={page.path} to={page.path} icon={page.navigation.icon}>
                {t(page.navigation.labelKey)}
              </ButtonLink>
            ),
        )}
      </Row>
    </>
  );
}
