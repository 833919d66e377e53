-- Of the messages to peers a reader may know that there are, not what they say.
create view sent_message as select event_id, peer, kind, number from outbox;
revoke all on sent_message from {{writer}};
