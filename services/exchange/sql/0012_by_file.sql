-- A peer that no network joins with us: nobody can ask its node what it holds, so messages to it are sealed without that.
alter table peer add column by_file boolean not null default false;
