import { useEffect, useState, type ReactNode } from 'react';
import { useT } from '../../../kit/i18n.ts';

const glanceMs = 300;

/** False for a glance after something new is shown: a key that bounces decides nothing that was not seen. */
export function useSeen(): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSeen(true), glanceMs);
    return () => clearTimeout(timer);
  }, []);
  return seen;
}

/** Says to who cannot see it, too, that it takes no decision yet. */
export function Seen({ seen, children }: { seen: boolean; children: ReactNode }) {
  const t = useT();
  return (
    <section aria-label={t('linkage.decision')} aria-busy={!seen}>
      {children}
    </section>
  );
}
