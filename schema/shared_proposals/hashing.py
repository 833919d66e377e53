"""The hash by which committees know one version of a shared proposal's text. Pure; partners compute the same."""

import hashlib


def text_hash(title: str, text: str) -> str:
    """The SHA-256, in hexadecimal, of the UTF-8 of the title, one line feed, and the text.

    A title has no line feed, so that no two pairs of title and text read the same. Raises ValueError for one that has.
    """
    if "\n" in title:
        raise ValueError("a title is one line")
    return hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()
