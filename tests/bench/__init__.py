"""`make bench`: how long a start takes and what questions over eight committees cost on this machine."""
