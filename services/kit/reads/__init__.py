"""Compiles the selection below a root field into one SQL statement whose result is the JSON of the answer.

`selection` reads the document, `model` declares how types map to tables, `objects` renders one object as a JSON text
expression, `pages` and `lookups` build statements around it, `statements` keeps them, `reader` runs them.
"""
