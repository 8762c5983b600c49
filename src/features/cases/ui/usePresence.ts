import { useEffect, useState } from 'react';
import { useClient } from '../../../client/hooks.tsx';
import type { ActionTypes } from '../../../client/index.ts';

type Presence = ActionTypes['presence.beat']['output'];

const between = 30_000;

/** Says every half minute, while the page is looked at, that the reader is on this case; told who else is. */
export function usePresence(caseId: string): Presence['others'] {
  const client = useClient();
  const [others, setOthers] = useState<Presence['others']>([]);
  useEffect(() => {
    let here = true;
    const beat = (): void => {
      if (document.visibilityState !== 'visible') return;
      client.call('presence.beat', { caseId }).then(
        (answer) => here && setOthers(answer.others),
        // Without a line nobody is known to be here; nothing else depends on it.
        () => here && setOthers([]),
      );
    };
    beat();
    const timer = setInterval(beat, between);
    document.addEventListener('visibilitychange', beat);
    return () => {
      here = false;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', beat);
      client.call('presence.beat', { caseId, leaving: true }).catch(() => undefined);
    };
  }, [client, caseId]);
  return others;
}
