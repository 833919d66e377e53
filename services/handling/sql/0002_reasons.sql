-- Whether the objection window is provisional, and the reasons given for an extension, a refused return and a cancellation.

alter table assignment
  add column objection_provisional boolean not null default false,
  add column extension_reason text null,
  add column return_answer text null,
  add column cancel_reason text null;
alter table assignment_history
  add column objection_provisional boolean not null default false,
  add column extension_reason text null,
  add column return_answer text null,
  add column cancel_reason text null;
