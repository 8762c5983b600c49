import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const vocabularyPages: readonly Page[] = [
  {
    path: '/vocabulary',
    titleKey: 'page.vocabulary',
    navigation: { labelKey: 'page.vocabulary', textKey: 'page.vocabularyText', icon: 'words', group: 'reference' },
    access: 'signed-in',
    load: async () => (await import('./VocabularyPage.tsx')).VocabularyPage,
  },
];
