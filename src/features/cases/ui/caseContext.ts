import { createContext, use } from 'react';
import type { RecordValues } from '../../../kit/recordSpecs.ts';
import type { DataClass } from '../../../words/access.ts';
import type { PartName } from './parts.ts';
import type { Overview, Part, PartyLabels, ReadRecord } from './types.ts';
import type { WholeLists } from './wholeLists.ts';

/** A record to be added, changed or removed in a window. */
export type CaseTask =
  | { kind: 'add'; part: PartName; ids: RecordValues; start?: RecordValues }
  | { kind: 'change'; part: PartName; record: ReadRecord }
  | { kind: 'remove'; part: PartName; record: ReadRecord };

export type CaseWork = {
  overview: Overview;
  labels: Omit<PartyLabels, 'colleagues'>;
  specsOf: (part: PartName) => ReturnType<Part['specs']>;
  /** Whether the reader may write records of a class of this case. */
  mayWrite: (dataClass: DataClass) => boolean;
  begin: (task: CaseTask) => void;
  /** What of the lists is still to come. */
  rest: Omit<WholeLists, 'overview'>;
};

export const CaseContext = createContext<CaseWork | null>(null);

/** The case the parts of the page are of. */
export function useCase(): CaseWork {
  const work = use(CaseContext);
  if (work === null) throw new Error('A part of the case page needs a CaseProvider around it.');
  return work;
}
