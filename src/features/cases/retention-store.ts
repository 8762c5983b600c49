import { sql } from 'kysely';
import type { Store } from '../../platform/store/index.ts';
import { retentionClasses } from '../../words/retention.ts';
import { housePeriod, type RetentionPeriod } from './rules.ts';
import type { CaseHeader, PeriodRow, RetentionCount, RetentionPreview } from './schema.ts';
import { headerColumns } from './store.ts';

const MOST_SHOWN = 100;

/** How many closed cases in reach each rule keeps, and how many of them are due, nearly due or held. */
export async function retentionCounts(store: Store, today: string, until: string): Promise<RetentionCount[]> {
  const { rows } = await sql<RetentionCount>`select c.retention_class, count(*)::integer as closed,
      (count(*) filter (where c.retain_until <= ${today}::date and not c.legal_hold))::integer as due,
      (count(*) filter (where c.retain_until > ${today}::date and c.retain_until <= ${until}::date and not c.legal_hold))::integer as soon,
      (count(*) filter (where c.legal_hold))::integer as held
    from case_file c where c.erased_at is null and c.status like 'closed%' group by c.retention_class`.execute(store);
  return rows;
}

/** Cases whose time ends within the span, the next one first. */
export async function comingCases(store: Store, today: string, until: string): Promise<CaseHeader[]> {
  const { rows } = await sql<CaseHeader>`select ${headerColumns} from case_file c
    where c.erased_at is null and not c.legal_hold and c.retain_until > ${today}::date and c.retain_until <= ${until}::date
    order by c.retain_until, c.id limit ${MOST_SHOWN}`.execute(store);
  return rows;
}

/** Cases that a legal hold keeps, whatever their clock says. */
export async function heldCases(store: Store): Promise<CaseHeader[]> {
  const { rows } = await sql<CaseHeader>`select ${headerColumns} from case_file c
    where c.erased_at is null and c.legal_hold order by c.updated_at desc, c.id limit ${MOST_SHOWN}`.execute(store);
  return rows;
}

const periodColumns = sql`p.retention_class, p.years as years_after_closing, p.until_age, p.law, p.reason, p.version, p.updated_at as set_at,
  (select u.name from app_user u where u.id = coalesce(p.updated_by, p.created_by)) as set_by_name`;

/** How long the agency keeps each kind of case; where it says nothing, what the product says, as version 0. */
export async function periodsOf(store: Store, agencyId: string): Promise<PeriodRow[]> {
  const { rows } =
    await sql<PeriodRow>`select ${periodColumns} from retention_period p where p.agency_id = ${agencyId}`.execute(
      store,
    );
  return retentionClasses.map(
    ({ code, yearsAfterClosing, untilAge }) =>
      rows.find((row) => row.retentionClass === code) ?? {
        retentionClass: code,
        yearsAfterClosing,
        untilAge,
        law: null,
        reason: null,
        version: 0,
        setAt: null,
        setByName: null,
      },
  );
}

/** The period of one kind in an agency, as the agency or the product says. */
export async function periodOf(store: Store, agencyId: string, code: string): Promise<RetentionPeriod> {
  const { rows } = await sql<RetentionPeriod>`select p.years as years_after_closing, p.until_age
    from retention_period p where p.agency_id = ${agencyId} and p.retention_class = ${code}`.execute(store);
  return rows[0] ?? housePeriod(code);
}

/** The version and words of a period that was set, locked; null while the product's holds. */
export async function setPeriod(store: Store, agencyId: string, code: string, forUpdate: boolean) {
  const { rows } = await sql<
    PeriodRow & { updatedBy: string | null }
  >`select ${periodColumns}, coalesce(p.updated_by, p.created_by) as updated_by
    from retention_period p where p.agency_id = ${agencyId} and p.retention_class = ${code} ${forUpdate ? sql`for update of p` : sql``}`.execute(
    store,
  );
  return rows[0] ?? null;
}

interface PreviewRow {
  readonly unitName: string | null;
  readonly year: number;
  readonly before: number;
  readonly after: number;
  readonly dueBefore: number;
  readonly dueAfter: number;
}

/** When closed cases of a kind would fall due by another period: by year and by unit, in counts alone. */
export async function previewOf(
  store: Store,
  code: string,
  { yearsAfterClosing, untilAge }: RetentionPeriod,
  days: { readonly today: string; readonly notBefore: string },
): Promise<RetentionPreview> {
  const { rows } = await sql<PreviewRow>`select * from retention_preview(${code}, ${yearsAfterClosing}::integer,
    ${untilAge}::integer, ${days.notBefore}::date, ${days.today}::date)`.execute(store);
  const sum = (own: readonly PreviewRow[], of: 'before' | 'after' | 'dueBefore' | 'dueAfter'): number =>
    own.reduce((total, row) => total + row[of], 0);
  return {
    dueBefore: sum(rows, 'dueBefore'),
    dueAfter: sum(rows, 'dueAfter'),
    years: [...Map.groupBy(rows, (row) => row.year)]
      .map(([year, own]) => ({ year, before: sum(own, 'before'), after: sum(own, 'after') }))
      .toSorted((one, other) => one.year - other.year),
    units: [...Map.groupBy(rows, (row) => row.unitName)]
      .map(([unitName, own]) => ({ unitName, cases: sum(own, 'after'), dueAfter: sum(own, 'dueAfter') }))
      .toSorted((one, other) => (one.unitName ?? '').localeCompare(other.unitName ?? '')),
  };
}

/** Gives closed cases of a kind their new day; answers how many have another than before. */
export async function applyPeriod(
  store: Store,
  code: string,
  { yearsAfterClosing, untilAge }: RetentionPeriod,
  notBefore: string,
): Promise<number> {
  const { rows } = await sql<{ changed: number }>`select retention_apply(${code}, ${yearsAfterClosing}::integer,
    ${untilAge}::integer, ${notBefore}::date) as changed`.execute(store);
  return rows[0]?.changed ?? 0;
}
