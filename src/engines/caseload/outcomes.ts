import { plusDays } from './days.ts';
import type { Random } from './random.ts';
import type { Recording } from './situation.ts';
import type { CaseRows } from './tables.ts';

/** The steps a suspect has taken by the time of a status, in their order. */
const stepsBefore: Readonly<Record<string, readonly string[]>> = {
  INVESTIGATED: ['INVESTIGATED'],
  BEFORE_COURT: ['INVESTIGATED', 'FORMAL_CONTACT', 'PROSECUTED', 'BEFORE_COURT'],
  CONVICTED: ['INVESTIGATED', 'FORMAL_CONTACT', 'PROSECUTED', 'CONVICTED'],
  ACQUITTED: ['INVESTIGATED', 'FORMAL_CONTACT', 'PROSECUTED', 'ACQUITTED'],
};

/** One status in eight stands without dates, as in real files. */
const dated = 0.88;

/** When suspects took their steps and victims came home; drawn apart, so that the rest of the caseload stays as it was. */
export function addOutcomes(
  rows: CaseRows,
  random: Random,
  recording: Recording,
  network: { readonly perpetrators: readonly string[] },
  today: string,
): void {
  const { caseId, openedOn, stamp, place } = recording;
  const add = (subject_kind: string, subject_id: string, kind: string, day: string, more: object): void => {
    rows.outcome.push({
      id: random.uuid(),
      case_id: caseId,
      ...stamp,
      subject_kind,
      subject_id,
      kind,
      happened_from: day,
      happened_precision: 'day',
      ...more,
    });
  };
  for (const suspect of rows.perpetrator.filter(({ id }) => network.perpetrators.includes(String(id)))) {
    if (!random.chance(dated)) continue;
    let day = openedOn;
    for (const step of stepsBefore[String(suspect['justice_status'])] ?? []) {
      day = plusDays(day, random.whole(4, 160));
      if (day >= today) break;
      add('perpetrator', String(suspect['id']), step, day, {});
    }
  }
  const from = /^[A-Z]{3}/.exec(place)?.[0];
  for (const record of rows.person_record.filter((row) => row['case_id'] === caseId && row['part'] === 'victim')) {
    const [home] = (record['citizenships'] ?? []) as readonly string[];
    const day = plusDays(openedOn, random.whole(10, 240));
    if (!from || !home || !/^[A-Z]{3}$/.test(home) || home === 'UNK' || from === home) continue;
    if (day < today && random.chance(0.4))
      add('person_record', String(record['id']), 'REPATRIATED', day, { from_country: from, to_country: home });
  }
}
