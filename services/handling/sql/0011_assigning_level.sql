-- Of which level the body is that handed an assignment over; null where that was never said.

alter table assignment
  add column assigning_level text null check (assigning_level in ('NATIONAL', 'PROVINCE', 'CITY', 'DISTRICT'));
alter table assignment_history
  add column assigning_level text null check (assigning_level in ('NATIONAL', 'PROVINCE', 'CITY', 'DISTRICT'));
