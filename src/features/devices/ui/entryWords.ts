import { captureOf } from '../../../client/offline/captures.ts';
import type { OutboxEntry } from '../../../client/offline/entries.ts';
import type { DeviceWork } from '../../../client/offline/work.ts';
import type { ActionTypes } from '../../../client/index.ts';
import { useOptionalT, useT } from '../../../kit/i18n.ts';
import { fieldsOf, type FieldSpec } from '../../../kit/recordSpecs.ts';
import { caseSpecs, parts } from '../../cases/ui/parts.ts';
import { usePartyLabels } from '../../cases/ui/partyLabels.ts';
import type { Part } from '../../cases/ui/types.ts';

type Overview = ActionTypes['cases.overview']['output'];

/** What is called otherwise on the pages than in the names of actions. */
const partNames: Readonly<Record<string, string>> = {
  'person-records': 'people',
  identities: 'identity',
  'perpetrator-identities': 'perpetratorIdentity',
};
const partOf = (entry: OutboxEntry): string => {
  const kind = captureOf(entry.action)?.kind ?? '';
  return partNames[kind] ?? kind;
};

/** The case an entry belongs to, as the device shows it; null when it is not taken along. */
export async function caseOfEntry(work: DeviceWork, entry: OutboxEntry): Promise<Overview | null> {
  const named = Object.values(entry.input).filter((value) => typeof value === 'string');
  for (const caseId of await work.copies.taken()) {
    const page = await work.copies.find('cases.overview', { caseId });
    if (page && named.some((id) => JSON.stringify(page.answer).includes(id))) return page.answer;
  }
  return null;
}

/** What an entry does, in words. */
export function useEntryTitle(): (entry: OutboxEntry) => string {
  const t = useT();
  const optional = useOptionalT();
  return (entry) => {
    const part = partOf(entry);
    const kind = part === 'cases' ? t('outbox.case') : (optional(`code.part.${part}`) ?? part);
    switch (captureOf(entry.action)?.act) {
      case 'add':
        return t('outbox.add', { kind });
      case 'remove':
        return t('outbox.remove', { kind });
      case 'change':
      case undefined:
        return t('outbox.change', { kind });
    }
  };
}

/** The fields an entry may say something in. */
export function useEntrySpecs(): (entry: OutboxEntry, overview: Overview | null) => readonly FieldSpec[] {
  const label = usePartyLabels();
  const specsOf = (part: string, page: Overview): readonly FieldSpec[] => {
    if (part === 'cases') return caseSpecs;
    if (!Object.hasOwn(parts, part)) return [];
    return (parts[part as keyof typeof parts] as Part).specs(page, { ...label(page), colleagues: [] });
  };
  return (entry, overview) => {
    const specs = specsOf(partOf(entry), overview ?? nothing);
    // A change says nothing of the fields it leaves alone.
    if (captureOf(entry.action)?.act === 'add') return specs;
    return specs.filter((spec) => fieldsOf(spec).some((field) => field in entry.input));
  };
}

const nothing = { writes: [], people: [], perpetrators: [], organisations: [], events: [] } as unknown as Overview;
