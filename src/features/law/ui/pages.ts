import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const lawPages: readonly Page[] = [
  {
    path: '/law',
    titleKey: 'page.law',
    navigation: { labelKey: 'page.law', textKey: 'page.lawText', icon: 'law', group: 'reference' },
    access: 'signed-in',
    load: async () => (await import('./LawLibraryPage.tsx')).LawLibraryPage,
  },
  {
    path: '/law/:pack',
    titleKey: 'page.lawOne',
    access: 'signed-in',
    load: async () => (await import('./LawPage.tsx')).LawPage,
  },
  {
    path: '/law-compare',
    titleKey: 'page.lawCompare',
    access: 'signed-in',
    load: async () => (await import('./ComparePage.tsx')).ComparePage,
  },
  {
    path: '/law-packs',
    titleKey: 'page.lawPacks',
    navigation: { labelKey: 'page.lawPacks', textKey: 'page.lawPacksText', icon: 'law', group: 'house' },
    access: { permission: 'law.manage' },
    load: async () => (await import('./LawPacksPage.tsx')).LawPacksPage,
  },
  {
    path: '/law-reviews',
    titleKey: 'page.lawReviews',
    access: { permission: 'case.read' },
    load: async () => (await import('./LawReviewPage.tsx')).LawReviewsPage,
  },
  {
    path: '/law-reviews/:reviewId',
    titleKey: 'page.lawReview',
    access: { permission: 'case.read' },
    load: async () => (await import('./LawReviewPage.tsx')).LawReviewPage,
  },
];
