import { useCodeWords } from './codeWords.ts';
import { useFormats, useT } from './i18n.ts';
import { usePlaceName } from './places.ts';
import { readDates, textOf, type FieldSpec, type RecordValues } from './recordSpecs.ts';

/** Writes a field of a record for the reader; null: there is nothing, which of a coded field means "not asked". */
export type WriteField = (spec: FieldSpec, values: RecordValues) => string | null;

/** The function that writes fields in the reader's language. */
export function useWriteField(): WriteField {
  const t = useT();
  const words = useCodeWords();
  const place = usePlaceName();
  const { date, dateTime, number, list } = useFormats();

  return (spec, values) => {
    const value = values[spec.name];
    if (value === null || value === undefined || value === '') return null;
    const text = textOf(value);
    switch (spec.as) {
      case 'text':
      case 'area':
        return text;
      case 'number':
        return spec.name.toLowerCase().includes('year') ? text : number(Number(value));
      case 'check':
        return value === true ? t('answer.yes') : null;
      case 'day':
        return date(text);
      case 'instant':
        return dateTime(text);
      case 'date':
        return writeSpan(spec, values);
      case 'country':
        return words.country(text);
      case 'place':
        return place(text);
      case 'code':
        return words.label(spec.list, text);
      case 'choice':
        return words.word(spec.family, text);
      case 'chosen':
        return spec.options.find((option) => option.value === text)?.label ?? t('value.someone');
      case 'countries':
        return Array.isArray(value) ? list(value.map((code) => words.country(String(code)))) : text;
      case 'lines':
        return Array.isArray(value) ? list(value.map(String)) : text;
      case 'parties':
        return Array.isArray(value)
          ? list(
              (value as { kind: string; id: string }[]).map(
                ({ kind, id }) =>
                  spec.options.find((option) => option.value === `${kind} ${id}`)?.label ?? t('value.someone'),
              ),
            ) || null
          : text;
      case 'about':
        return spec.options.find((option) => option.value.endsWith(` ${text}`))?.label ?? t('value.someone');
      case 'codes':
        return writeSet(spec, value as Record<string, string>);
    }
  };

  function writeSpan(spec: Extract<FieldSpec, { as: 'date' }>, values: RecordValues): string {
    const { from, to, about } = readDates(spec, values);
    const written = to === '' ? date(from) : t('date.span', { from: date(from), to: date(to) });
    return about ? t('date.about', { date: written }) : written;
  }

  function writeSet(spec: Extract<FieldSpec, { as: 'codes' }>, set: Record<string, string>): string | null {
    const of = (answer: string): string[] =>
      Object.keys(set)
        .filter((code) => set[code] === answer)
        .map((code) => words.label(spec.list, code));
    const parts = [
      ...(of('yes').length > 0 ? [list(of('yes'))] : []),
      ...(of('no').length > 0 ? [t('codeSet.no', { codes: list(of('no')) })] : []),
      ...(of('unknown').length > 0 ? [t('codeSet.unknown', { codes: list(of('unknown')) })] : []),
    ];
    return parts.length === 0 ? null : parts.join('; ');
  }
}
