import { accountPages } from '../features/accounts/ui/pages.ts';
import { administrationPages } from '../features/administration/ui/pages.ts';
import { auditPages } from '../features/audit/ui/pages.ts';
import { backupPages } from '../features/backup/ui/pages.ts';
import { casePages } from '../features/cases/ui/pages.ts';
import { devicePages } from '../features/devices/ui/pages.ts';
import { estimatePages } from '../features/estimates/ui/pages.ts';
import { evaluationPages } from '../features/evaluation/ui/pages.ts';
import { formPages } from '../features/forms/ui/pages.ts';
import { healthPages } from '../features/health/ui/pages.ts';
import { importPages } from '../features/imports/ui/pages.ts';
import { lawPages } from '../features/law/ui/pages.ts';
import { libraryPages } from '../features/series/ui/pages.ts';
import { linkagePages } from '../features/linkage/ui/pages.ts';
import { officialPages } from '../features/official/ui/pages.ts';
import { personPages } from '../features/people/ui/pages.ts';
import { releasePages } from '../features/releases/ui/pages.ts';
import { screeningPages } from '../features/screening/ui/pages.ts';
import { searchPages } from '../features/search/ui/pages.ts';
import { statisticsPages } from '../features/statistics/ui/pages.ts';
import { vocabularyPages } from '../features/vocabulary/ui/pages.ts';
import type { Page } from '../kit/page.ts';
import { shellPages, startPages } from './ownPages.ts';

export type { Page };

/** Every page of the app; those of one group of the navigation in the order in which it offers them. */
export const pages: readonly Page[] = [
  ...startPages,
  ...searchPages,
  ...casePages,
  ...screeningPages,
  ...personPages,
  ...importPages,
  ...statisticsPages,
  ...officialPages,
  ...releasePages,
  ...libraryPages,
  ...evaluationPages,
  ...estimatePages,
  ...linkagePages,
  ...lawPages,
  ...vocabularyPages,
  ...administrationPages,
  ...auditPages,
  ...formPages,
  ...healthPages,
  ...backupPages,
  ...devicePages,
  ...accountPages,
  ...shellPages,
];

/** Whether a page may be offered to somebody with these permissions; null is nobody signed in. */
export function mayOpen(page: Page, permissions: readonly string[] | null): boolean {
  if (page.access === 'everybody') return true;
  if (permissions === null) return false;
  if (page.access === 'signed-in') return true;
  const wanted = 'anyOf' in page.access ? page.access.anyOf : [page.access.permission];
  return wanted.some((permission) => permissions.includes(permission));
}
