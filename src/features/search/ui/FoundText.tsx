import { useCodeWords } from '../../../kit/codeWords.ts';
import { Badge } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign } from '../../../kit/layout.tsx';
import { FoundLine } from '../../../kit/SearchBox.tsx';
import { CaseStatus } from '../../cases/ui/CaseBadges.tsx';
import { groupOf } from '../schema/kinds.ts';
import type { FoundHit } from './find.ts';

/** One result in words: what was found, why, in which case, and what tells one person from another. */
export function FoundText({ hit }: { hit: FoundHit }) {
  const t = useT();
  const words = useCodeWords();
  const { date } = useFormats();
  const born =
    hit.birthFrom === null ? null : hit.birthFrom === hit.birthTo ? date(hit.birthFrom) : hit.birthFrom.slice(0, 4);
  const kind = words.word('foundKind', hit.kind);
  return (
    <FoundLine
      passage={groupOf[hit.kind] === 'texts'}
      title={<Foreign>{hit.text}</Foreign>}
      badges={
        <>
          <Badge tone={hit.reason === 'same' || hit.reason === 'number' ? 'good' : 'neutral'}>
            {words.word('foundReason', hit.reason)}
          </Badge>
          <CaseStatus status={hit.caseStatus} />
        </>
      }
      facts={[
        kind,
        hit.kind === 'name' || !hit.personName ? null : <Foreign key="name">{hit.personName}</Foreign>,
        hit.kind === 'case' ? null : <Foreign key="case">{hit.caseNumber}</Foreign>,
        hit.part === null ? null : words.word('personPart', hit.part),
        hit.sex === null ? null : words.label('sex-gender', hit.sex),
        born === null ? null : t('search.born', { when: born }),
        <Foreign key="agency">{hit.agencyName}</Foreign>,
      ]}
    />
  );
}
