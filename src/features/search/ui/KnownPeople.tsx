import { Link } from 'wouter';
import { useT } from '../../../kit/i18n.ts';
import { Stack, Text } from '../../../kit/layout.tsx';
import { FoundList } from '../../../kit/SearchBox.tsx';
import { Message } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { useFind, type FoundHit } from './find.ts';
import { FoundText } from './FoundText.tsx';

const shown = 4;
/** Below this a result is too far from what was written to hold anybody up. */
const leastScore = 0.8;

/** People like the one being written down who are known already: before a second record is made of the same person. */
export function useKnownPeople(
  text: string,
  exceptCase?: string,
): { readonly known: readonly FoundHit[]; readonly busy: boolean } {
  const may = useMay('case.read');
  const { found, busy } = useFind(may ? text : '', shown, ['people', 'numbers']);
  const hits = (found?.groups ?? []).flatMap((group) => group.hits);
  return { known: hits.filter((hit) => hit.score >= leastScore && hit.caseId !== exceptCase).slice(0, shown), busy };
}

/** Shows them, each to be opened instead. Nothing stands here for who is hidden, as for who is not known. */
export function KnownPeople({ known }: { known: readonly FoundHit[] }) {
  const t = useT();
  if (known.length === 0) return null;
  return (
    <Message tone="attention" title={t('search.known', { count: known.length })} live>
      <Stack gap="sm">
        <Text>{t('search.knownText')}</Text>
        <FoundList
          label={t('search.known', { count: known.length })}
          items={known.map((hit) => ({
            key: `${hit.kind} ${hit.id}`,
            content: (
              <Link href={`/cases/${hit.caseId}`}>
                <FoundText hit={hit} />
              </Link>
            ),
          }))}
        />
      </Stack>
    </Message>
  );
}

/** The same above a form that adds a name, a document or a contact to a person of a case. */
export function KnownAs({ text, exceptCase }: { text: string; exceptCase: string }) {
  const { known } = useKnownPeople(text, exceptCase);
  return <KnownPeople known={known} />;
}
