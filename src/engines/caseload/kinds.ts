import { kindsFromIndonesia } from './kinds-indonesia.ts';
import { kindsFromPakistan } from './kinds-pakistan.ts';
import type { CaseKind } from './kind.ts';

/** Every kind of story the caseload tells. */
export const caseKinds: readonly CaseKind[] = [...kindsFromIndonesia, ...kindsFromPakistan];
