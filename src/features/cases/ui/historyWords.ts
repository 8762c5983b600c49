import { useCodeWords } from '../../../kit/codeWords.ts';
import { useFormats, useOptionalT, useT } from '../../../kit/i18n.ts';
import { textOf } from '../../../kit/recordSpecs.ts';
import type { ActionTypes } from '../../../client/index.ts';
import { actsOf, type Save } from './saves.ts';

type Line = ActionTypes['cases.history']['output']['changes'][number];

/** Whether a value only points to another record or a person. */
export const isReference = (value: unknown): boolean =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value);

/** The picture of a moment names its lists as fields are named, the changes name tables. */
const snake = (kind: string): string => kind.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Names a kind of record. */
export function useKindName(): (kind: string) => string {
  const word = useOptionalT();
  return (kind) => word(`code.recordKind.${snake(kind)}`) ?? kind;
}

/** Says of a save in one line what was added, changed and removed, and by whom. */
export function useSaveTitle(): (save: Save<Line>) => string {
  const t = useT();
  const { list, number } = useFormats();
  const kindName = useKindName();
  return (save) => {
    const who = save.lines[0].byName ?? t('value.someone');
    const [only, ...others] = actsOf(save).map(({ act, kinds }) => ({
      act,
      kinds: list(
        kinds.map(({ kind, count }) =>
          count === 1 ? kindName(kind) : t('history.counted', { kind: kindName(kind), number: number(count) }),
        ),
      ),
    }));
    if (only === undefined) return who;
    if (others.length === 0) return t(`code.changeAct.${only.act}`, { kind: only.kinds, who });
    const parts = [only, ...others].map(({ act, kinds }) =>
      t('history.part', { kinds, act: t(`code.compared.${act}`) }),
    );
    return t('history.mixed', { parts: list(parts), who });
  };
}

/** Writes any field of any record: the history tells fields by name only. */
export function useWriteAny() {
  const t = useT();
  const word = useOptionalT();
  const words = useCodeWords();
  const { date, dateTime, list } = useFormats();
  const families: Readonly<Record<string, string>> = {
    tip: 'crime',
    som: 'crime',
    status: 'caseStatus',
    risk: 'risk',
    type: 'eventType',
    state: 'taskState',
    closeReason: 'closeReason',
    part: 'personPart',
    sex: 'sex-gender',
    gender: 'sex-gender',
    retentionClass: 'retention',
    screeningMode: 'screeningMode',
    screeningState: 'screeningState',
    screeningLevel: 'screeningLevel',
    treatAs: 'screeningTreatAs',
    proofStep: 'proofStep',
    screeningOutcome: 'screeningOutcome',
    decidedByBody: 'status-deciders',
    nationalModes: 'indonesia-modes',
    safe: 'contactSafety',
    // A kind is another thing in every record.
    'person_name.kind': 'nameKind',
    'person_document.kind': 'documentKind',
    'person_document.state': 'documentState',
    'person_contact.kind': 'contactKind',
    'case_link.kind': 'linkKind',
  };

  function value(field: string, found: unknown, kind = ''): string {
    if (found === null || found === undefined || found === '') return t('conflict.empty');
    if (typeof found === 'boolean') return t(found ? 'answer.yes' : 'answer.no');
    if (Array.isArray(found)) return list(found.map((one) => value(field, one, kind)));
    if (typeof found === 'object') {
      return list(Object.entries(found).map(([key, inner]) => `${key}: ${value(field, inner, kind)}`));
    }
    const text = textOf(found);
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return date(text);
    if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return dateTime(text);
    if (isReference(text)) return t('value.someone');
    const family = families[`${snake(kind)}.${field}`] ?? families[field];
    return family === undefined ? text : words.word(family, text);
  }
  return { label: (field: string) => word(`code.field.${field}`) ?? field, value };
}
