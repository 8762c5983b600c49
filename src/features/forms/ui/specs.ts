import { isCodeListId } from '../../../words/codes.ts';
import type { FieldSpec } from '../../../kit/recordSpecs.ts';
import type { FormField } from '../schema.ts';

const yesNo = ['yes', 'no', 'UNKNOWN'];

/** A field of an agency as the kit asks for it and reads it. */
export function specOf(field: FormField): FieldSpec {
  const common = { name: field.key, label: field.label, ...(field.help !== null && { explained: field.help }) };
  switch (field.type) {
    case 'long-text':
      return { ...common, as: 'area' };
    case 'number':
      return { ...common, as: 'number' };
    case 'date':
      return { ...common, as: 'day' };
    case 'yes-no':
      return { ...common, as: 'choice', family: 'yesNo', values: yesNo };
    case 'code':
      return field.list !== null && isCodeListId(field.list)
        ? { ...common, as: 'code', list: field.list }
        : { ...common, as: 'text' };
    case 'text':
      return { ...common, as: 'text' };
  }
}
