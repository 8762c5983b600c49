import { Dialog } from '../../../kit/Dialog.tsx';
import { Badge, KeyValues, type Fact } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign } from '../../../kit/layout.tsx';
import type { AuditEntry } from '../schema.ts';
import { useActionName } from './actionName.ts';
import { outcomeTones } from './outcomeTones.ts';

/** One event in full: ids and codes, no content. */
export function EventDialog({ event, onClose }: { event: AuditEntry | null; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog open={event !== null} onClose={onClose} title={t('audit.event')} wide>
      {event && <EventFacts event={event} />}
    </Dialog>
  );
}

function EventFacts({ event }: { event: AuditEntry }) {
  const t = useT();
  const { dateTime } = useFormats();
  const actionName = useActionName();
  const present = (label: string, value: string | null): Fact[] =>
    value === null ? [] : [{ label, value: <Foreign>{value}</Foreign> }];
  return (
    <KeyValues
      facts={[
        { label: t('audit.when'), value: dateTime(event.at) },
        ...present(t('audit.who'), event.actorName ?? event.actor),
        ...present(t('person.agency'), event.agencyCode),
        { label: t('audit.what'), value: actionName(event.action) },
        ...present(t('audit.actionCode'), event.action),
        {
          label: t('audit.outcome'),
          value: (
            <Badge tone={outcomeTones[event.outcome] ?? 'neutral'}>{t(`code.auditOutcome.${event.outcome}`)}</Badge>
          ),
        },
        ...present(t('audit.purpose'), event.purpose),
        ...present(t('audit.subject'), [event.subjectKind, event.subjectId].filter(Boolean).join(' ') || null),
        ...present(t('audit.caseId'), event.caseId),
        ...present(t('audit.hits'), event.hitCount === 0 ? null : hitsText(event)),
        ...Object.entries(event.detail).map(([name, value]) => ({ label: name, value: String(value ?? '–') })),
        { label: t('audit.place'), value: <Foreign>{`${event.lane} / ${event.seq}`}</Foreign> },
      ]}
    />
  );
}

/** Long lists tell their count; the ids shown are the first ones. */
function hitsText({ hits, hitCount }: AuditEntry): string {
  const shown = hits.slice(0, 20).join(', ');
  return hitCount > 20 ? `${hitCount}: ${shown} …` : shown;
}
