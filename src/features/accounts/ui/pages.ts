import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const accountPages: readonly Page[] = [
  {
    path: '/account',
    titleKey: 'page.account',
    access: 'signed-in',
    load: async () => (await import('./AccountPage.tsx')).AccountPage,
  },
  {
    path: '/sign-in',
    words: 'first',
    titleKey: 'page.signIn',
    access: 'everybody',
    load: async () => (await import('./SignInPage.tsx')).SignInPage,
  },
  {
    path: '/sign-in/oidc',
    titleKey: 'page.signIn',
    access: 'everybody',
    load: async () => (await import('./SingleSignOnPage.tsx')).SingleSignOnPage,
  },
  {
    path: '/second-factor',
    titleKey: 'page.signIn',
    access: 'everybody',
    load: async () => (await import('./SecondFactorPage.tsx')).SecondFactorPage,
  },
  {
    path: '/enrolment',
    titleKey: 'page.signIn',
    access: 'everybody',
    load: async () => (await import('./EnrolmentPage.tsx')).EnrolmentPage,
  },
  {
    path: '/invitation',
    titleKey: 'page.invitation',
    access: 'everybody',
    load: async () => (await import('./InvitationPage.tsx')).InvitationPage,
  },
  {
    path: '/set-up',
    titleKey: 'page.setUp',
    access: 'everybody',
    load: async () => (await import('./SetUpPage.tsx')).SetUpPage,
  },
];
