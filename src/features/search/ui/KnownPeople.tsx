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

/** Who is known already, and whether there was an answer that names nobody; on a device, of how many cases. */
type KnownAlready = {
  readonly known: readonly FoundHit[];
  readonly isNobody: boolean;
  readonly onDevice: number | null;
};

/** People like the one being written down who are known already: before a second record is made of the same person. */
export function useKnownPeople(text: string, exceptCase?: string): KnownAlready {
  const may = useMay('case.read');
  const { found, problem, onDevice } = useFind(may ? text : '', shown, ['people', 'numbers']);
  const hits = (found?.groups ?? []).flatMap((group) => group.hits);
  const known = hits.filter((hit) => hit.score >= leastScore && hit.caseId !== exceptCase).slice(0, shown);
  return { known, isNobody: found !== null && problem === null && known.length === 0, onDevice };
}

/** Shows them, each to be opened instead. Of who is hidden it says the same as of who is not known. */
export function KnownPeople({ known, isNobody, onDevice }: KnownAlready) {
  const t = useT();
  if (isNobody) {
    return (
      <Message tone="info" title={t('search.nobody')} live>
        <p>
          {onDevice !== null && `${t('search.onDevice', { count: onDevice })} `}
          {t('search.nobodyText')}
        </p>
      </Message>
    );
  }
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
  return <KnownPeople {...useKnownPeople(text, exceptCase)} />;
}
