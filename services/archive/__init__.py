"""The archive of a committee's proposals as files: what a filing was, how it came to be, and its letters, each hashed.

The folder of a filing can be checked without the node, the database or the network: `shizi archive --verify`.
"""
