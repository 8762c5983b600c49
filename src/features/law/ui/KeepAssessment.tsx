import { useState } from 'react';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { TextAreaField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Row, Section, Stack } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import type { Facts } from '../rules.ts';
import type { EvidenceOf } from './EvidenceTable.tsx';
import type { LawSubject } from './LegalTab.tsx';

type KeepAssessmentProps = {
  caseId: string;
  subject: LawSubject;
  facts: Facts;
  packs: readonly string[];
  evidence: readonly EvidenceOf[];
};

/** Keeps the facts as confirmed, with their evidence, as the next assessment of this person or suspect. */
export function KeepAssessment({ caseId, subject, facts, packs, evidence }: KeepAssessmentProps) {
  const t = useT();
  const assess = useRun('law.assess', ['law']);
  const [remark, setRemark] = useState('');
  const keep = async (): Promise<void> => {
    const told = evidence.filter(({ id, remark: words }) => id || words);
    const kept = await assess.run({
      caseId,
      aboutKind: subject.kind,
      aboutId: subject.id,
      facts,
      packs: [...packs],
      evidence: told,
      remark: remark || null,
    });
    if (kept) notify('good', t('law.kept', { number: kept.number }));
  };
  return (
    <Section title={t('law.keep')}>
      <Form label={t('law.keep')} onSubmit={() => void keep()}>
        <Stack>
          <ProblemMessage problem={assess.problem} />
          <TextAreaField label={t('law.remark')} value={remark} onChange={setRemark} />
          <Row>
            <Button submit tone="primary" busy={assess.busy}>
              {t('law.keep')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Section>
  );
}
