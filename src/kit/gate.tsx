import type { ReactNode } from 'react';
import css from './gate.module.css';
import { useT } from './i18n.ts';
import { PageHeader, Row } from './layout.tsx';
import { Button } from './actions.tsx';

type GateProps = { title: string; lead?: ReactNode; children: ReactNode; wide?: boolean };

/** A page with one task and nothing around it, such as signing in. */
export function Gate({ title, lead, children, wide = false }: GateProps) {
  return (
    <div className={css.gate} data-wide={wide || undefined}>
      <PageHeader title={title} lead={lead} />
      {children}
    </div>
  );
}

/** Splits two ways to the same end, with a word between them. */
export function Or({ children }: { children: ReactNode }) {
  return <p className={css.or}>{children}</p>;
}

type SecretListProps = { label: string; secrets: readonly string[]; onSave: () => void };

/** Secrets that are shown this once: to copy, print or keep as a file. Printed, nothing else of the page is. */
export function SecretList({ label, secrets, onSave }: SecretListProps) {
  const t = useT();
  return (
    <div>
      <ol className={css.secrets} aria-label={label} dir="ltr">
        {secrets.map((secret) => (
          <li key={secret}>
            <code>{secret}</code>
          </li>
        ))}
      </ol>
      <div data-kit-no-print>
        <Row>
          <Button icon="copy" onClick={() => void navigator.clipboard.writeText(secrets.join('\n'))}>
            {t('copy.copy')}
          </Button>
          <Button icon="print" onClick={() => window.print()}>
            {t('copy.print')}
          </Button>
          <Button icon="download" onClick={onSave}>
            {t('copy.save')}
          </Button>
        </Row>
      </div>
    </div>
  );
}
