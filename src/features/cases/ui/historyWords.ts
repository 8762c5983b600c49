import { useCodeWords } from '../../../kit/codeWords.ts';
import { useFormats, useOptionalT, useT } from '../../../kit/i18n.ts';
import { textOf } from '../../../kit/recordSpecs.ts';

/** Names a kind of record. */
export function useKindName(): (kind: string) => string {
  const word = useOptionalT();
  // The picture of a moment names its lists as fields are named, the changes name tables.
  const snake = (kind: string): string => kind.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return (kind) => word(`code.recordKind.${snake(kind)}`) ?? kind;
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
  };

  function value(field: string, found: unknown): string {
    if (found === null || found === undefined || found === '') return t('conflict.empty');
    if (typeof found === 'boolean') return t(found ? 'answer.yes' : 'answer.no');
    if (Array.isArray(found)) return list(found.map((one) => value(field, one)));
    if (typeof found === 'object') {
      return list(Object.entries(found).map(([key, inner]) => `${key}: ${value(field, inner)}`));
    }
    const text = textOf(found);
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return date(text);
    if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return dateTime(text);
    if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text)) return t('value.someone');
    const family = families[field];
    return family === undefined ? text : words.word(family, text);
  }
  return { label: (field: string) => word(`code.field.${field}`) ?? field, value };
}
