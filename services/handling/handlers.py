"""What other committees' messages set in motion in the handling module: copies (抄送) of assignments to units here."""

from typing import Final

from services.kit.receiving import Handler, nothing_more

NOTICES: Final = ("copied", "extended", "returned", "cancelled", "replied")

HANDLERS: Final = tuple(Handler(f"assignment.{event}", nothing_more) for event in NOTICES)
