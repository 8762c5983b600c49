import { useState } from 'react';
import { Button } from '../../../kit/actions.tsx';
import { CodeField, SelectField } from '../../../kit/choices.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { TextAreaField, TextField } from '../../../kit/fields.tsx';
import { useOptionalT, useT } from '../../../kit/i18n.ts';
import { Form, Row } from '../../../kit/layout.tsx';
import { Message } from '../../../kit/states.tsx';
import { dataClasses, type DataClass } from '../../../words/access.ts';
import { codeList, codeListIds } from '../../../words/codes.ts';
import { fieldTypes, type FieldType } from '../../../words/forms.ts';
import type { FormField } from '../schema.ts';
import { freeKey } from './fieldKey.ts';

type FieldDialogProps = {
  field: FormField | null;
  /** Keys of the form and of its earlier versions. */
  taken: readonly string[];
  /** Whether the field stood in a saved version: its kind, list and class are then settled. */
  fixed: boolean;
  onSave: (field: FormField) => void;
  onClose: () => void;
};

/** One field of a form: what it is called, what it holds, and who may see it. */
export function FieldDialog({ field, taken, fixed, onSave, onClose }: FieldDialogProps) {
  const t = useT();
  const optional = useOptionalT();
  const [label, setLabel] = useState(field?.label ?? '');
  const [help, setHelp] = useState(field?.help ?? '');
  const [type, setType] = useState<FieldType>(field?.type ?? 'text');
  const [list, setList] = useState<string | null>(field?.list ?? null);
  const [dataClass, setDataClass] = useState<DataClass>(field?.dataClass ?? 'administrative');
  const complete = label.trim() !== '' && (type !== 'code' || list !== null);
  const save = (): void =>
    onSave({
      key: field?.key ?? freeKey(label, taken),
      type,
      label: label.trim(),
      help: help.trim() === '' ? null : help.trim(),
      dataClass,
      list: type === 'code' ? list : null,
    });
  return (
    <Dialog open title={t(field === null ? 'forms.addField' : 'forms.changeField')} onClose={onClose}>
      <Form onSubmit={save}>
        {fixed && (
          <Message tone="info" title={t('forms.fixed')}>
            {t('forms.fixedText')}
          </Message>
        )}
        <TextField label={t('forms.label')} help={t('forms.labelHelp')} required value={label} onChange={setLabel} />
        <TextAreaField label={t('forms.help')} help={t('forms.helpHelp')} rows={2} value={help} onChange={setHelp} />
        <SelectField
          label={t('forms.type')}
          help={t('code.fieldHelp.fieldType')}
          required
          disabled={fixed}
          options={fieldTypes.map((value) => ({ value, label: t(`code.fieldType.${value}`) }))}
          value={type}
          onChange={(chosen) => chosen !== null && setType(chosen as FieldType)}
        />
        {type === 'code' && (
          <CodeField
            label={t('vocabulary.list')}
            help={t('code.fieldHelp.fieldList')}
            required
            disabled={fixed}
            hideCodes
            options={codeListIds.map((id) => ({ value: id, label: optional(`code.list.${id}`) ?? codeList(id).title }))}
            value={list}
            onChange={setList}
          />
        )}
        <SelectField
          label={t('code.field.dataClass')}
          help={t('code.fieldHelp.dataClass')}
          required
          disabled={fixed}
          options={dataClasses.map((value) => ({ value, label: t(`dataClass.${value}`) }))}
          value={dataClass}
          onChange={(chosen) => chosen !== null && setDataClass(chosen as DataClass)}
        />
        <Row>
          <Button tone="primary" submit disabled={!complete}>
            {t('forms.take')}
          </Button>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
        </Row>
      </Form>
    </Dialog>
  );
}
