/** The states and kinds of a case, in the words of HTCDS and IC-TIP where they have them. */
export const caseStatuses = ['open', 'follow-up', 'closed', 'closed-referred'] as const;

/** Whether a case is trafficking in persons, or smuggling of migrants: two crimes, each answered on its own. */
export const crimeAnswers = ['yes', 'suspected', 'no', 'unknown', 'not-asked'] as const;
export const riskLevels = ['low', 'medium', 'high', 'UNKNOWN'] as const;

/** How exactly a date is known. */
export const datePrecisions = ['day', 'month', 'year', 'about'] as const;
export const ageBases = ['claimed', 'documented', 'assessed', 'source'] as const;
export const personParts = ['victim', 'smuggled-migrant', 'witness', 'family-member', 'complainant', 'other'] as const;
export const eventTypes = ['RECRUITMENT', 'TRANSIT', 'HARBOURING', 'EXPLOITATION', 'DETECTION'] as const;
