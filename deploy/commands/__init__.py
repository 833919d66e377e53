"""The commands of `shizi`, one module each with its `app`; thin, what they do lies in the parts."""
