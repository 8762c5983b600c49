-- Orders of the list of cases over many agencies, or over one large one: by number, by day and by risk and status, in the order of
-- their weight (the expressions are those of src/features/cases/list-order.ts). Other columns are sorted as they are asked for.
create index case_file_by_number on case_file (number collate "C", updated_at, id);
create index case_file_by_opening on case_file (coalesce(opened_on, date '0001-01-01'), updated_at, id);
create index case_file_by_status on case_file (coalesce(array_position(array['closed', 'closed-referred', 'follow-up', 'open'], status), 0), updated_at, id);
create index case_file_by_risk on case_file (coalesce(array_position(array['UNKNOWN', 'low', 'medium', 'high'], risk), 0), updated_at, id);
