import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { Button, IconButton } from '../../../kit/actions.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Row } from '../../../kit/layout.tsx';
import { textOf, type RecordValues } from '../../../kit/recordSpecs.ts';
import { Loading } from '../../../kit/states.tsx';
import type { DataClass } from '../../../words/access.ts';
import { useMay, useSession } from '../../accounts/ui/session.tsx';
import { KnownAs } from '../../search/ui/KnownPeople.tsx';
import { CaseContext, useCase, type CaseTask, type CaseWork } from './caseContext.ts';
import { AutosaveForm, type AutosaveAbove } from './AutosaveForm.tsx';
import { parts, type PartName } from './parts.ts';
import { usePartyLabels } from './partyLabels.ts';
import { RecordDialog, RemoveDialog } from './RecordDialog.tsx';
import type { Overview, Part, PartyLabels, ReadRecord } from './types.ts';
import { useWholeLists, type ListName } from './wholeLists.ts';

// The map comes only to who draws on it.
const LegMap = lazy(async () => ({ default: (await import('./LegMap.tsx')).LegMap }));

export { useCase } from './caseContext.ts';

/** Those an event, a journey or a note may name. */
const partyLists: readonly ListName[] = ['people', 'perpetrators', 'organisations'];

/** Lends the parts of a case page the case, and the windows in which it is written. */
export function CaseProvider({ overview: read, children }: { overview: Overview; children: ReactNode }) {
  const { overview, ...rest } = useWholeLists(read);
  const mayUpdate = useMay('case.update');
  const labels = usePartyLabels()(overview);
  const [task, setTask] = useState<CaseTask | null>(null);
  const colleagues = useColleaguesOnCase(overview, task?.part === 'tasks');
  const work: CaseWork = {
    overview,
    labels,
    specsOf: (part) => (parts[part] as Part).specs(overview, { ...labels, colleagues }),
    mayWrite: (dataClass) => mayUpdate && overview.case.erasedAt === null && overview.writes.includes(dataClass),
    begin: (begun) => {
      setTask(begun);
      // A form offers everybody in the case, not only those the page began with.
      rest.loadRest(partyLists);
    },
    rest,
  };
  return (
    <CaseContext value={work}>
      {children}
      {task && <TaskDialog task={task} work={work} onClose={() => setTask(null)} />}
    </CaseContext>
  );
}

/** Who may be given a task: the colleagues who see the case, the reader among them. */
function useColleaguesOnCase({ case: found }: Overview, wanted: boolean): PartyLabels['colleagues'] {
  const me = useSession()?.user;
  const access = useAction('cases.access', { caseId: found.id, limit: 1 }, { enabled: wanted });
  const known = new Map([
    ...(me ? [[me.id, me.name] as const] : []),
    ...(found.assignedTo ? [[found.assignedTo, found.assignedToName ?? ''] as const] : []),
    ...(access.data?.people ?? []).map(({ userId, name }) => [userId, name] as const),
  ]);
  return [...known].flatMap(([id, label]) => (label === '' ? [] : [{ id, label }]));
}

function TaskDialog({ task, work, onClose }: { task: CaseTask; work: CaseWork; onClose: () => void }) {
  const t = useT();
  const part: Part = parts[task.part];
  const kind = t(`code.part.${task.part}`);
  const specs = work.specsOf(task.part);
  const above: AutosaveAbove =
    task.part === 'movements'
      ? (values, onChange) => (
          <Suspense fallback={<Loading />}>
            <LegMap values={values} onChange={onChange} />
          </Suspense>
        )
      : knownAs(task.part, work.overview.case.id);
  if (task.kind === 'add') {
    if (part.add === null) return null;
    return (
      <RecordDialog
        title={t('record.addTitle', { kind })}
        specs={specs}
        add={part.add}
        ids={task.ids}
        above={above}
        {...(task.start && { start: task.start })}
        onClose={onClose}
      />
    );
  }
  const ids = { [part.key]: task.record.id };
  if (task.kind === 'change') {
    return (
      <Dialog open keeps onClose={onClose} title={t('record.changeTitle', { kind })} wide={specs.length > 3}>
        <AutosaveForm
          specs={specs}
          change={part.change}
          record={task.record}
          ids={ids}
          above={above}
          onClose={onClose}
        />
      </Dialog>
    );
  }
  if (part.remove === null) return null;
  return (
    <RemoveDialog
      title={t('record.removeTitle', { kind })}
      remove={part.remove}
      ids={ids}
      version={task.record.version}
      onClose={onClose}
    />
  );
}

/** What a name, document or contact is written in, to look for people who are known by it already. */
const saysWho: Readonly<Partial<Record<PartName, string>>> = {
  names: 'fullText',
  documents: 'number',
  contacts: 'value',
};

function knownAs(part: PartName, caseId: string): AutosaveAbove {
  const field = saysWho[part];
  if (field === undefined) return undefined;
  return (values) => <KnownAs text={textOf(values[field])} exceptCase={caseId} />;
}

type AddButtonProps = {
  part: PartName;
  dataClass: DataClass;
  ids?: RecordValues;
  start?: RecordValues;
  small?: boolean;
};

/** Adds a record of a kind, where the reader may. */
export function AddButton({ part, dataClass, ids, start, small = false }: AddButtonProps) {
  const t = useT();
  const { overview, mayWrite, begin } = useCase();
  if (!mayWrite(dataClass)) return null;
  return (
    <Button
      icon="add"
      small={small}
      onClick={() => begin({ kind: 'add', part, ids: ids ?? { caseId: overview.case.id }, ...(start && { start }) })}
    >
      {t(`code.add.${part}`)}
    </Button>
  );
}

/** Changes or removes a record, where the reader may. */
export function RecordButtons({
  part,
  dataClass,
  record,
  compact = false,
}: {
  part: PartName;
  dataClass: DataClass;
  record: ReadRecord;
  /** As pictures, where many stand below each other. */
  compact?: boolean;
}) {
  const t = useT();
  const { mayWrite, begin } = useCase();
  if (!mayWrite(dataClass)) return null;
  const kind: Part = parts[part];
  if (compact) {
    return (
      <>
        <IconButton icon="edit" label={t('record.change')} onClick={() => begin({ kind: 'change', part, record })} />
        {kind.remove !== null && (
          <IconButton
            icon="remove"
            label={t('record.remove')}
            onClick={() => begin({ kind: 'remove', part, record })}
          />
        )}
      </>
    );
  }
  return (
    <Row>
      <Button small tone="quiet" icon="edit" onClick={() => begin({ kind: 'change', part, record })}>
        {t('record.change')}
      </Button>
      {kind.remove !== null && (
        <Button small tone="quiet" icon="remove" onClick={() => begin({ kind: 'remove', part, record })}>
          {t('record.remove')}
        </Button>
      )}
    </Row>
  );
}
