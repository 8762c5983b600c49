import { sql, type RawBuilder } from 'kysely';
import type { DataClass } from '../../words/access.ts';

/** A column of an export: its class decides who gets it; row-level security decides, case by case, what stands in it. */
export interface ExportColumn {
  readonly name: string;
  readonly dataClass: DataClass;
  readonly text: RawBuilder<unknown>;
}

const column = (name: string, dataClass: DataClass, text: RawBuilder<unknown>): ExportColumn => ({
  name,
  dataClass,
  text,
});
const yesCodes = (field: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(select string_agg(x.k, ';' order by x.k) from jsonb_each_text(${field}) x (k, v) where x.v = 'yes')`;
const ofEvents = (field: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(select string_agg(distinct x.k, ';' order by x.k) from event_participant p join event e on e.id = p.event_id, jsonb_each_text(${field}) x (k, v) where p.participant_id = r.id and x.v = 'yes')`;
const exploitation = (field: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(select string_agg(distinct ${field}, ';') from event_participant p join event e on e.id = p.event_id where p.participant_id = r.id and e.type = 'EXPLOITATION')`;
const years = (from: RawBuilder<unknown>, to: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case when ${from} = ${to} then ${from}::text else ${from}::text || '-' || coalesce(${to}::text, '') end`;

/** What screening said of a person, by the latest finished interview on their record. */
const screened = (field: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(select ${field} from screening s where s.record_id = r.id and s.case_id = r.case_id and s.state = 'finished' order by s.started_at desc, s.id limit 1)`;

const ofCase: readonly ExportColumn[] = [
  column('caseNumber', 'statistical', sql`c.number`),
  column('agency', 'statistical', sql`(select a.code from agency a where a.id = c.agency_id)`),
  column('caseReference', 'administrative', sql`c.reference`),
  column('tip', 'statistical', sql`c.tip`),
  column('som', 'statistical', sql`c.som`),
  column('status', 'statistical', sql`c.status`),
];

const caseColumns: readonly ExportColumn[] = [
  ...ofCase,
  column('unit', 'administrative', sql`(select u.name from unit u where u.id = c.unit_id)`),
  column('risk', 'administrative', sql`c.risk`),
  column('openedOn', 'statistical', sql`c.opened_on`),
  column('closedOn', 'statistical', sql`c.closed_on`),
  column('closeReason', 'administrative', sql`c.close_reason`),
  column('registrationYear', 'statistical', sql`c.registration_year`),
  column('summary', 'administrative', sql`c.summary`),
  column('personRecords', 'statistical', sql`(select count(*) from person_record r where r.case_id = c.id)`),
  column('screenings', 'statistical', sql`(select count(*) from screening s where s.case_id = c.id)`),
];

const personColumns: readonly ExportColumn[] = [
  column('recordId', 'statistical', sql`r.id`),
  ...ofCase,
  column('part', 'statistical', sql`r.part`),
  column('source', 'administrative', sql`r.source`),
  column('victimStatus', 'statistical', sql`r.victim_status`),
  column('statusDecidedBy', 'statistical', sql`r.status_decided_by`),
  column(
    'names',
    'identity',
    sql`(select string_agg(n.full_text, ' | ' order by n.created_at, n.id) from person_name n where n.record_id = r.id)`,
  ),
  column('birthFrom', 'identity', sql`(select i.birth_from from person_identity i where i.record_id = r.id)`),
  column('birthTo', 'identity', sql`(select i.birth_to from person_identity i where i.record_id = r.id)`),
  column(
    'documents',
    'identity',
    sql`(select string_agg(concat_ws(' ', d.kind, d.issuing_country, d.number), ' | ' order by d.id) from person_document d where d.record_id = r.id)`,
  ),
  // Where a sheltered person is never leaves in an export, not even for those who may read it.
  column(
    'contacts',
    'contact',
    sql`(select string_agg(concat_ws(' ', k.kind, k.value), ' | ' order by k.id) from person_contact k where k.record_id = r.id and not k.sheltered)`,
  ),
  column('sex', 'statistical', sql`r.sex`),
  column('gender', 'statistical', sql`r.gender`),
  column('ageAtIdentification', 'statistical', years(sql`r.age_identification_min`, sql`r.age_identification_max`)),
  column('ageAtEntry', 'statistical', years(sql`r.age_entry_min`, sql`r.age_entry_max`)),
  column('ageAtExploitation', 'statistical', years(sql`r.age_exploitation_min`, sql`r.age_exploitation_max`)),
  column('citizenships', 'statistical', sql`array_to_string(r.citizenships, ';')`),
  column('residenceCountry', 'statistical', sql`r.residence_country`),
  column('education', 'statistical', sql`r.education`),
  column('migrationStatus', 'statistical', sql`r.migration_status`),
  column('recruiterRelations', 'statistical', yesCodes(sql`r.recruiter_relations`)),
  column('recruitmentMethods', 'statistical', ofEvents(sql`e.recruitment_methods`)),
  column('exploitationDuration', 'statistical', sql`r.exploitation_duration`),
  column('exploitationPlaces', 'statistical', exploitation(sql`e.place`)),
  column('exploitationFrom', 'statistical', exploitation(sql`e.date_from::text`)),
  column('forms', 'statistical', ofEvents(sql`e.forms`)),
  column('means', 'statistical', ofEvents(sql`e.means`)),
  column('controls', 'statistical', ofEvents(sql`e.controls`)),
  column('sectors', 'statistical', ofEvents(sql`e.sectors`)),
  column('screenedOn', 'statistical', screened(sql`s.started_at::date`)),
  column('screeningLevel', 'statistical', screened(sql`s.level`)),
  column('nationalModes', 'statistical', screened(sql`array_to_string(s.modes, ';')`)),
  column('registrationYear', 'statistical', sql`r.registration_year`),
];

/** Classes that tell who somebody is or how to find them: files with these leave encrypted. */
const telling: readonly DataClass[] = ['identity', 'contact'];

export function columnsFor(subject: 'cases' | 'persons', reads: readonly DataClass[]): readonly ExportColumn[] {
  return (subject === 'cases' ? caseColumns : personColumns).filter((one) => reads.includes(one.dataClass));
}

export const isSensitive = (columns: readonly ExportColumn[]): boolean =>
  columns.some((one) => telling.includes(one.dataClass));
