import type { z } from 'zod';
import type { caseOverview } from '../../cases/schema.ts';
import type { Found, FoundHit } from '../schema.ts';
import type { FoundGroup } from '../schema/kinds.ts';
import { rankFound, type FoundRow } from './rank.ts';

type Page = z.output<typeof caseOverview>;
type Record = Page['people'][number];

/** All the texts of a case as this device holds it, each as something that can be found. A shelter is never among them. */
function rowsOf(page: Page): FoundRow[] {
  const caseId = page.case.id;
  const row = (
    kind: FoundRow['kind'],
    id: string,
    texts: readonly unknown[],
    more: Partial<FoundRow> = {},
  ): FoundRow[] => {
    const text = texts.filter((one) => typeof one === 'string' && one !== '').join(' · ');
    return text === '' ? [] : [{ kind, id, caseId, recordId: null, detail: null, text, ...more }];
  };
  return [
    ...row('case', caseId, [page.case.number, page.case.reference]),
    ...row('summary', caseId, [page.case.summary]),
    ...page.people.flatMap((person) => [
      ...person.names.flatMap((name) =>
        row('name', name.id, [name.fullText], { recordId: person.id, detail: name.kind }),
      ),
      ...person.documents.flatMap((one) =>
        row('document', one.id, [one.number], { recordId: person.id, detail: one.kind }),
      ),
      ...person.contacts
        .filter(({ sheltered }) => sheltered !== true)
        .flatMap((one) => row('contact', one.id, [one.value], { recordId: person.id, detail: one.kind })),
    ]),
    ...page.perpetrators.flatMap(({ id, identity }) =>
      row('suspect', id, [
        identity?.fullText,
        ...(identity?.aliases ?? []),
        ...(identity?.documents ?? []),
        ...(identity?.handles ?? []),
      ]),
    ),
    ...page.organisations.flatMap((one) => row('organisation', one.id, [one.name], { detail: one.type ?? null })),
    ...page.notes.flatMap((note) => row('note', note.id, [note.body], { detail: note.dataClass })),
    ...page.tasks.flatMap((task) => row('task', task.id, [task.title], { detail: task.state ?? null })),
    ...page.attachments.flatMap((file) =>
      row('attachment', file.id, [file.fileName, file.description], { detail: file.dataClass }),
    ),
  ];
}

/** The same search over the cases a device holds: by sound, script, slip and number, with no network. */
export function findHere(asked: string, pages: readonly Page[], limit: number, groups: readonly FoundGroup[]): Found {
  const pageOf = new Map(pages.map((page) => [page.case.id, page]));
  return {
    groups: rankFound(asked, pages.flatMap(rowsOf), limit, groups).map(({ hits, ...group }) => ({
      ...group,
      hits: hits.flatMap((hit): FoundHit[] => {
        const page = pageOf.get(hit.caseId);
        return page
          ? [
              {
                ...hit,
                ...factsOf(
                  page,
                  page.people.find(({ id }) => id === hit.recordId),
                ),
              },
            ]
          : [];
      }),
    })),
  };
}

const factsOf = ({ case: file }: Page, person: Record | undefined) => ({
  caseNumber: file.number,
  caseStatus: file.status,
  agencyName: file.agencyName,
  personId: person?.personId ?? null,
  personName: person?.names[0]?.fullText ?? null,
  part: person?.part ?? null,
  sex: person?.sex ?? null,
  citizenships: person?.citizenships ? [...person.citizenships] : null,
  birthFrom: person?.identity?.birthFrom ?? null,
  birthTo: person?.identity?.birthTo ?? null,
});
