"""How things look in a notebook: plain HTML that escapes what records say, loads nothing and runs nothing.

Colours are taken from the page, so light and dark themes work; highlights bring both of theirs. Tables have headers, lists are
lists, languages are marked, and bars stand beside the numbers they show.
"""
