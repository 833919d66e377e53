"""The authority module: acts that bind the committee, drafted, reviewed and signed; signing carries them out."""
