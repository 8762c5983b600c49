import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { useT } from '../../../kit/i18n.ts';
import { PageHeader } from '../../../kit/layout.tsx';
import { Tabs } from '../../../kit/Tabs.tsx';
import { formTargets } from '../../../words/forms.ts';
import { FormEditor } from './FormEditor.tsx';

/** The extra fields of the agency, one form for each kind of record. */
export function FormsPage() {
  const t = useT();
  const [target, setTarget] = useState<string>(formTargets[0]);
  const forms = useAction('forms.list', {});
  return (
    <>
      <PageHeader title={t('page.forms')} lead={t('forms.lead')} />
      <Loaded of={forms}>
        {({ forms: list }) => (
          <Tabs
            label={t('page.forms')}
            value={target}
            onChange={setTarget}
            tabs={list.map((form) => ({
              key: form.target,
              label: t(`code.formTarget.${form.target}`),
              count: form.fields.length,
              content: <FormEditor key={`${form.target} ${form.number}`} form={form} />,
            }))}
          />
        )}
      </Loaded>
    </>
  );
}
