import { useT } from '../../../kit/i18n.ts';
import { PageHeader, Stack } from '../../../kit/layout.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { EmergencyForm } from './EmergencyForm.tsx';
import { EmergencyReviews } from './EmergencyReviews.tsx';
import { WhySection } from './WhySection.tsx';

/** Cases out of sight: why one is, opening one in an emergency, and the review of what was opened so. */
export function HiddenCasesPage() {
  const t = useT();
  const mayOpen = useMay('case.break-glass');
  return (
    <>
      <PageHeader title={t('page.hiddenCases')} lead={t('page.hiddenCasesText')} />
      <Stack>
        <WhySection />
        {mayOpen && <EmergencyForm />}
        <EmergencyReviews />
      </Stack>
    </>
  );
}
