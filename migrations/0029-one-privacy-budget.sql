-- Victims, persons and cases of one reach are the same people: what releases with noise tell of them adds up in one budget.
insert into privacy_budget (agency_id, data_set, epsilon, delta, updated_by)
  select agency_id, split_part(data_set, ':', 1), max(epsilon), max(delta), (array_agg(updated_by order by updated_at desc))[1]
  from privacy_budget where data_set like '%:%' group by agency_id, split_part(data_set, ':', 1)
  on conflict do nothing;
update privacy_spending set data_set = split_part(data_set, ':', 1) where data_set like '%:%';
-- A wish for a budget that is no more is asked again; decisions stay as they were made.
alter table privacy_budget_raise disable trigger raise_decided;
delete from privacy_budget_raise where state = 'asked' and data_set like '%:%';
update privacy_budget_raise set data_set = split_part(data_set, ':', 1) where data_set like '%:%';
alter table privacy_budget_raise enable trigger raise_decided;
delete from privacy_budget where data_set like '%:%';
comment on column privacy_budget.data_set is 'The reach that is counted: all units of it together.';
