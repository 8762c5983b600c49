import { useState } from 'react';
import type { ActionTypes } from '../../../client/index.ts';
import { useAction } from '../../../client/hooks.tsx';
import { MultiSelectField, SelectField } from '../../../kit/choices.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Columns, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { readEvaluation, type Facts } from '../rules.ts';
import { EarlierAssessments } from './EarlierAssessments.tsx';
import { EvidenceTable, type EvidenceOf } from './EvidenceTable.tsx';
import { FactsForm } from './FactsForm.tsx';
import { KeepAssessment } from './KeepAssessment.tsx';
import { LaterLawSection } from './LaterLawSection.tsx';
import { RestitutionClock } from './RestitutionClock.tsx';
import { Reasons, ResultView } from './ResultView.tsx';

export type Workbench = ActionTypes['law.workbench']['output'];
export type LawSubject = Workbench['subjects'][number];

type LegalTabProps = { caseId: string; mayWrite: boolean };

/** The legal workbench of a case: facts of a person or suspect held against laws, evidence, what is open, earlier ones. */
export function LegalTab({ caseId, mayWrite }: LegalTabProps) {
  const bench = useAction('law.workbench', { caseId });
  return <Loaded of={bench}>{(found) => <Bench caseId={caseId} bench={found} mayWrite={mayWrite} />}</Loaded>;
}

function Bench({ caseId, bench, mayWrite }: { caseId: string; bench: Workbench; mayWrite: boolean }) {
  const t = useT();
  const [about, setAbout] = useState(caseId);
  const subject = bench.subjects.find(({ id }) => id === about) ?? bench.subjects[0];
  const positions = { person_record: 0, perpetrator: 0, case: 0 };
  const options = bench.subjects.map(({ id, kind }) => {
    positions[kind] += 1;
    const number = positions[kind];
    if (kind === 'case') return { value: id, label: t('law.aboutCase') };
    return { value: id, label: t(kind === 'perpetrator' ? 'law.aboutSuspect' : 'law.aboutPerson', { number }) };
  });
  if (!subject) return null;
  return (
    <Stack>
      <Text quiet>{t('law.aid')}</Text>
      <SelectField
        label={t('law.about')}
        options={options}
        value={subject.id}
        onChange={(id) => setAbout(id ?? about)}
      />
      <SubjectBench
        key={`${subject.id} ${subject.assessments.length}`}
        caseId={caseId}
        bench={bench}
        subject={subject}
        mayWrite={mayWrite}
      />
    </Stack>
  );
}

const usual = ['un-tip-protocol', 'un-som-protocol', 'idn-tip-2007', 'idn-immigration-2011', 'idn-kuhp-2023'];

type SubjectBenchProps = { caseId: string; bench: Workbench; subject: LawSubject; mayWrite: boolean };

function SubjectBench({ caseId, bench, subject, mayWrite }: SubjectBenchProps) {
  const t = useT();
  const [last] = subject.assessments;
  const [facts, setFacts] = useState<Facts>(last?.facts ?? subject.recordFacts ?? {});
  const [packs, setPacks] = useState<readonly string[]>(last?.packs ?? usual);
  const [evidence, setEvidence] = useState<readonly EvidenceOf[]>(last?.evidence ?? []);
  const laws = useAction('law.packs', {});
  const asked = useAction('law.ask', { facts, packs: [...packs] }, { keep: true });
  return (
    <Stack>
      <Loaded of={laws}>
        {({ packs: all }) => (
          <MultiSelectField
            label={t('law.laws')}
            options={all.filter(({ offences }) => offences > 0).map(({ id, title }) => ({ value: id, label: title }))}
            value={packs}
            onChange={setPacks}
          />
        )}
      </Loaded>
      <Columns wide>
        <Section title={t('law.facts')} lead={t('law.factsLead')}>
          <FactsForm facts={facts} onChange={setFacts} vocabulary={bench.vocabulary} />
        </Section>
        <Loaded of={asked}>{(answer) => <ResultView evaluation={readEvaluation(answer)} />}</Loaded>
      </Columns>
      <Loaded of={asked}>
        {(answer) => {
          const evaluation = readEvaluation(answer);
          return (
            <>
              <LaterLawSection facts={facts} packs={packs} evaluation={evaluation} />
              <EvidenceTable
                reasons={evaluation.reasons}
                sources={bench.sources}
                evidence={evidence}
                onChange={mayWrite ? setEvidence : null}
              />
              <Reasons reasons={evaluation.reasons} />
              <RestitutionClock rights={evaluation.rights} />
            </>
          );
        }}
      </Loaded>
      {mayWrite && <KeepAssessment caseId={caseId} subject={subject} facts={facts} packs={packs} evidence={evidence} />}
      <EarlierAssessments caseId={caseId} subject={subject} />
    </Stack>
  );
}
