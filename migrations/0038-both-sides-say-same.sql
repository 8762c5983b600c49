-- What the decisions on a pair come to. Where two agencies must say it, each says it by the majority of its own voices: however many
-- of one say the same, they never speak for the other, and what third parties say does not count. Where the two, or the voices within
-- one of them, stand against each other, the pair stays disputed until a voice changes. Within one agency, and where one reviewer is
-- enough, the majority of three or more settles what two see differently.
create or replace function linkage_settle(pair uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  p linkage_pair;
  needed integer; alike integer; unlike integer; unsure integer; sides_alike integer; sides_unlike integer; two_sided boolean; verdict text;
begin
  select * into p from linkage_pair where id = pair for update;
  needed := case when p.left_agency = p.right_agency then coalesce((select r.reviewers from linkage_rule r where r.agency_id = p.left_agency), 1)
    else coalesce((select a.reviewers from linkage_agreement a where a.id = p.agreement_id), 2) end;
  two_sided := p.left_agency <> p.right_agency and needed > 1;
  select coalesce(sum(v.alike), 0), coalesce(sum(v.unlike), 0), coalesce(sum(v.unsure), 0),
      count(*) filter (where v.alike > v.unlike), count(*) filter (where v.unlike > v.alike)
    into alike, unlike, unsure, sides_alike, sides_unlike
    from (select count(*) filter (where d.verdict = 'same') as alike, count(*) filter (where d.verdict = 'different') as unlike,
        count(*) filter (where d.verdict = 'cannot-tell') as unsure
      from linkage_decision d where d.pair_id = pair and d.undone_at is null and d.left_stamp = p.left_stamp and d.right_stamp = p.right_stamp
        and (not two_sided or d.agency_id in (p.left_agency, p.right_agency))
      group by d.agency_id) v;
  verdict := case
    when two_sided and sides_alike = 2 then 'same'
    when two_sided and sides_unlike = 2 then 'different'
    when alike > 0 and unlike > 0 then case when two_sided or alike + unlike < 3 or alike = unlike then 'disagreed' when alike > unlike then 'same' else 'different' end
    when not two_sided and alike >= needed then 'same'
    when not two_sided and unlike >= needed then 'different'
    when unsure > 0 and alike + unlike = 0 then 'undecided'
    else 'open' end;
  if verdict = 'same' then perform linkage_join(pair, 'reviewed', 'linkage.reviewed');
  elsif verdict = 'different' then
    update linkage_pair set state = 'different', how = 'reviewed', settled_at = now(), version = version + 1 where id = pair;
  elsif verdict <> p.state then
    update linkage_pair set state = verdict, how = null, version = version + 1 where id = pair;
  end if;
end $$;
