/** Words of the daily work on a case: what may be chosen when one is closed, linked, shared or opened in an emergency. */

/** Why a case is closed (the ends of the protection track). */
export const closeReasons = [
  'goals-met',
  'wish-of-person',
  'lost-contact',
  'moved-to-agency',
  'not-a-victim',
  'died',
  'opened-by-mistake',
  'other',
] as const;

/** What a share is for; nothing else may be done with it. */
export const sharePurposes = [
  'assistance',
  'identification',
  'investigation',
  'prosecution',
  'return-and-reintegration',
  'cross-border-cooperation',
  'supervision',
] as const;

export const caseLinkKinds = [
  'same-event',
  'same-person',
  'same-perpetrator',
  'same-route',
  'family',
  'other',
] as const;

export const nameKinds = [
  'legal',
  'birth',
  'married',
  'alias',
  'nickname',
  'transliteration',
  'as-spelled',
  'other',
] as const;
export const documentKinds = [
  'passport',
  'identity-card',
  'birth-certificate',
  'family-card',
  'visa',
  'work-permit',
  'residence-permit',
  'seafarer-book',
  'travel-document',
  'refugee-card',
  'other',
] as const;
/** What is known of a document's state: kept by another is a sign of control. */
export const documentStates = [
  'genuine',
  'forged',
  'borrowed',
  'withheld-by-other',
  'lost',
  'expired',
  'UNKNOWN',
] as const;
export const contactKinds = ['phone', 'e-mail', 'handle', 'address', 'place', 'other'] as const;
/** Whether it is safe to use a contact: an unasked question is not a yes. */
export const contactSafety = ['yes', 'no', 'only-in-hours', 'UNKNOWN'] as const;

/** What an organisation has to do with a case. */
export const organisationParts = [
  'involved',
  'exploiting',
  'recruiting',
  'transporting',
  'reporting',
  'assisting',
  'other',
] as const;

/** What runs in a case and ends at a time. */
export const clockKinds = ['child-notification', 'reflection', 'share', 'retention'] as const;
/** Clocks of a case that a task stops when it is done. */
export const taskClocks = ['child-notification', 'reflection'] as const;
export const taskStates = ['open', 'done', 'dropped'] as const;
export const participantKinds = ['person_record', 'perpetrator', 'organisation'] as const;
export const emergencyOutcomes = ['justified', 'not-justified'] as const;
export const erasureGrounds = ['time-over', 'right-of-person', 'opened-by-mistake', 'order-of-court'] as const;
