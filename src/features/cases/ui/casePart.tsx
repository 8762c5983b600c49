import { createContext, use, useState, type ReactNode } from 'react';
import { Button } from '../../../kit/actions.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Row } from '../../../kit/layout.tsx';
import type { RecordValues } from '../../../kit/recordSpecs.ts';
import type { DataClass } from '../../../words/access.ts';
import { useMay } from '../../accounts/ui/session.tsx';
import { parts, type PartName } from './parts.ts';
import { usePartyLabels } from './partyLabels.ts';
import { RecordDialog, RemoveDialog } from './RecordDialog.tsx';
import type { Overview, Part, PartyLabels, ReadRecord } from './types.ts';
import { useWholeLists, type ListName, type WholeLists } from './wholeLists.ts';

type Task =
  | { kind: 'add'; part: PartName; ids: RecordValues; start?: RecordValues }
  | { kind: 'change'; part: PartName; record: ReadRecord }
  | { kind: 'remove'; part: PartName; record: ReadRecord };

type CaseWork = {
  overview: Overview;
  labels: PartyLabels;
  specsOf: (part: PartName) => ReturnType<Part['specs']>;
  /** Whether the reader may write records of a class of this case. */
  mayWrite: (dataClass: DataClass) => boolean;
  begin: (task: Task) => void;
  /** What of the lists is still to come. */
  rest: Omit<WholeLists, 'overview'>;
};

/** Those an event, a journey or a note may name. */
const partyLists: readonly ListName[] = ['people', 'perpetrators', 'organisations'];

const CaseContext = createContext<CaseWork | null>(null);

/** The case the parts of the page are of. */
export function useCase(): CaseWork {
  const work = use(CaseContext);
  if (work === null) throw new Error('A part of the case page needs a CaseProvider around it.');
  return work;
}

/** Lends the parts of a case page the case, and the windows in which it is written. */
export function CaseProvider({ overview: read, children }: { overview: Overview; children: ReactNode }) {
  const { overview, ...rest } = useWholeLists(read);
  const mayUpdate = useMay('case.update');
  const labels = usePartyLabels()(overview);
  const [task, setTask] = useState<Task | null>(null);
  const work: CaseWork = {
    overview,
    labels,
    specsOf: (part) => (parts[part] as Part).specs(overview, labels),
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

function TaskDialog({ task, work, onClose }: { task: Task; work: CaseWork; onClose: () => void }) {
  const t = useT();
  const part: Part = parts[task.part];
  const kind = t(`code.part.${task.part}`);
  const specs = work.specsOf(task.part);
  if (task.kind === 'add') {
    if (part.add === null) return null;
    return (
      <RecordDialog
        title={t('record.addTitle', { kind })}
        specs={specs}
        add={part.add}
        ids={task.ids}
        {...(task.start && { start: task.start })}
        onClose={onClose}
      />
    );
  }
  const ids = { [part.key]: task.record.id };
  if (task.kind === 'change') {
    return (
      <RecordDialog
        title={t('record.changeTitle', { kind })}
        specs={specs}
        change={part.change}
        record={task.record}
        ids={ids}
        onClose={onClose}
      />
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
}: {
  part: PartName;
  dataClass: DataClass;
  record: ReadRecord;
}) {
  const t = useT();
  const { mayWrite, begin } = useCase();
  if (!mayWrite(dataClass)) return null;
  const kind: Part = parts[part];
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
