-- Until when a return that a unit asked for is to be answered, and the days on which two times were found to be over.

alter table assignment
  add column return_due_on date null,
  add column return_provisional boolean not null default false,
  add column return_overdue_on date null;
alter table assignment_history
  add column return_due_on date null,
  add column return_provisional boolean not null default false,
  add column return_overdue_on date null;
alter table filing add column feedback_lapsed_on date null;
alter table filing_history add column feedback_lapsed_on date null;
create index on assignment (return_due_on) where state = 'RETURN_REQUESTED';
create index on filing (feedback_due_on) where state = 'REPLIED';
