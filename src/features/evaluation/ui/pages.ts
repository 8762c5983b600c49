import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const evaluationPages: readonly Page[] = [
  {
    path: '/evaluation',
    titleKey: 'page.evaluation',
    navigation: { labelKey: 'page.evaluation', textKey: 'page.evaluationText', icon: 'trend', group: 'figures' },
    access: { anyOf: ['statistics.read', 'series.read'] },
    load: async () => (await import('./EvaluationPage.tsx')).EvaluationPage,
  },
];
