-- How the rows of filing_search lie on disk. Ranking reads title and often of every candidate, so both stay in the row,
-- while text and pairs lie beside it. And new entries of the index wait in a short list only: each search reads all of it.
alter table filing_search set (toast_tuple_target = 1024);
alter table filing_search alter column title set storage main;
alter table filing_search alter column often set storage plain;
alter index filing_search_pairs_idx set (gin_pending_list_limit = 256);
truncate filing_search;
insert into filing_search select r.* from filing f, search_row(f) r;
