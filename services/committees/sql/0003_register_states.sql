-- A body may be wound up; a session closes, which the clock says.

alter table proposing_body add column state text not null default 'REGISTERED' check (state in ('REGISTERED', 'ENDED'));
alter table proposing_body_history add column state text not null default 'REGISTERED' check (state in ('REGISTERED', 'ENDED'));
alter table plenary_session add column state text not null default 'SCHEDULED' check (state in ('SCHEDULED', 'CLOSED'));
alter table plenary_session_history add column state text not null default 'SCHEDULED' check (state in ('SCHEDULED', 'CLOSED'));
