-- What preliminary review found in a proposal, and what a returned one lacked.

alter table review
  add column checked text[] not null default '{}',
  add column lacking text[] not null default '{}';
alter table review_history
  add column checked text[] not null default '{}',
  add column lacking text[] not null default '{}';
