-- With many spellings in one question, PostgreSQL takes an answer to be near and walks the rows by another index until it finds
-- it, for minutes where there is none. Only the indexes of words and letters are to be asked, and these are read as bitmaps.
alter function search_candidates(text[], text, integer) set enable_seqscan = off;
alter function search_candidates(text[], text, integer) set enable_indexscan = off;
alter function search_alike(text[], text, real, integer) set enable_seqscan = off;
alter function search_alike(text[], text, real, integer) set enable_indexscan = off;
