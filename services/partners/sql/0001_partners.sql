-- The partners module: agreements and projects lay in the committees module; what an agreement says, and how it came about.

alter table sharing_policy drop constraint sharing_policy_module_check;
alter table sharing_policy add constraint sharing_policy_module_check
  check (module in ('committees', 'partners', 'topics', 'proposals', 'handling', 'citizens', 'reports'));
-- Agreements and projects were shared as part of the committees module; they stay shared with the same.
insert into sharing_policy (module, audience_kind, audience, covers, valid_from, valid_until, source)
  select 'partners', audience_kind, audience, covers, valid_from, valid_until, source from sharing_policy where module = 'committees';

-- counterpart_id names a record of another node: no foreign key. terms_hash is of the terms alone; both sides hold the same.
create procedure widen_agreement(tbl text) language plpgsql as $$
begin
  execute format('alter table %I drop constraint partner_agreement_state_check', tbl);
  execute format('alter table %I add constraint partner_agreement_state_check check (state in (''PROPOSED'', ''RECEIVED'','
                 ' ''AGREED'', ''ACTIVE'', ''SUSPENDED'', ''ENDED'', ''NOT_CONCLUDED''))', tbl);
  execute format('alter table %I add column covers text[] null check (covers <@ array[''TOPICS'', ''PROJECTS'', ''SHARING'']),'
                 ' add column proposed_by text collate "C" null, add column counterpart_id text collate "C" null,'
                 ' add column terms_hash text null check (terms_hash ~ ''^[0-9a-f]{64}$''),'
                 ' add column published boolean not null default false, add column answer_due_on date null,'
                 ' add column suspended_by text[] collate "C" not null default ''{}'', add column ended_on date null,'
                 ' add column note text null, add column authority jsonb null check (is_authority(authority)),'
                 ' add check (valid_until >= valid_from)', tbl);
end $$;
call widen_agreement('partner_agreement');
call widen_agreement('partner_agreement_history');
drop procedure widen_agreement;
call order_by('partner_agreement', 'valid_until');
create unique index on partner_agreement (counterpart_id);
