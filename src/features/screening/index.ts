import type { Action } from '../../platform/action/index.ts';
import { besideActions } from './actions/beside.ts';
import { screeningActions as ownActions } from './actions/screenings.ts';

export const screeningActions: readonly Action[] = [...ownActions, ...besideActions];

export { forgetDueScreenings } from './forget.ts';
