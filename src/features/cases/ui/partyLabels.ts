import { useCodeWords } from '../../../kit/codeWords.ts';
import { useFormats, useT } from '../../../kit/i18n.ts';
import type { Overview, PartyLabels } from './types.ts';

/** Names those who take part in a case: by name where the reader may see it, else by part and number. */
export function usePartyLabels(): (overview: Overview) => Omit<PartyLabels, 'colleagues'> {
  const t = useT();
  const words = useCodeWords();
  const { date, list } = useFormats();
  return ({ people, perpetrators, organisations, events }) => ({
    people: people.map(({ id, part, names }, index) => ({
      id,
      label: names[0]?.fullText ?? t('party.numbered', { kind: words.word('personPart', part), number: index + 1 }),
    })),
    perpetrators: perpetrators.map(({ id, identity }, index) => ({
      id,
      label: identity?.fullText ?? t('party.numbered', { kind: t('code.recordKind.perpetrator'), number: index + 1 }),
    })),
    organisations: organisations.map(({ id, name, type }, index) => ({
      id,
      label: name ?? t('party.numbered', { kind: words.label('organization-types', type), number: index + 1 }),
    })),
    events: events.map(({ id, type, dateFrom }) => ({
      id,
      label: list([words.word('eventType', type), ...(dateFrom ? [date(dateFrom)] : [])]),
    })),
  });
}
