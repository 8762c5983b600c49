-- Evaluations anew say how far they are and can be stopped; who screened somebody goes on reading their own notes.

alter table law_review add column total integer not null default 0;
alter table law_review add column cancelled_at timestamptz(3);
comment on column law_review.total is 'Cases in reach when it began.';
grant update (total, cancelled_at) on law_review to palermo_app;
create index law_review_of_user on law_review (user_id, created_at desc);

-- The row of the screening is read by its own policy first: the author's answers are theirs as long as they reach the
-- screening (and its case, once it has one) and act for the agency they asked for.
drop policy read on screening_answers;
create policy read on screening_answers for select using (
  exists (select 1 from screening s where s.id = screening_answers.id and (
    screening_in_reach(s.case_id, s.agency_id, s.unit_id, s.created_by, 'testimony', false)
    or s.created_by = (select actor_user()) and s.agency_id = (select actor_agency()))));
