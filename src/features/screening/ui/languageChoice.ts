import { interviewLanguages, type InterviewLanguage } from '../../../words/screening/questions.ts';

/** Whether the interview is held in this language. */
export const isInterviewLanguage = (code: string | null): code is InterviewLanguage =>
  interviewLanguages.some((known) => known === code);
