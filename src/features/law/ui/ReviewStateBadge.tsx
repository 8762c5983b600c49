import type { ActionTypes } from '../../../client/index.ts';
import { Badge, type BadgeTone } from '../../../kit/facts.tsx';
import { useT, type MessageKey } from '../../../kit/i18n.ts';

type Review = ActionTypes['law.reviews']['output']['reviews'][number];

/** Whether an evaluation anew runs, ended, was stopped, or failed. */
export function ReviewStateBadge({ review }: { review: Review }) {
  const t = useT();
  const [tone, key] = stateOf(review);
  return <Badge tone={tone}>{t(key)}</Badge>;
}

function stateOf({ cancelledAt, finishedAt, failed }: Review): readonly [BadgeTone, MessageKey] {
  if (cancelledAt !== null) return ['neutral', 'law.reviewStopped'];
  if (finishedAt !== null) return ['good', 'law.reviewDone'];
  return failed ? ['bad', 'law.reviewFailed'] : ['info', 'law.reviewRunning'];
}
