"""What every module of a node stands on: database, migrations, events, sequencer, feed, commands, identity, reads."""
