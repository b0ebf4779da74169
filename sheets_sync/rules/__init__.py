"""What is prescribed, as data: forms, rubrics, law, titles, the calendar, problem codes, kinds of paper.

In: the TOML files beside these modules, or a school's own. Out: typed values; nothing here reads a school's sheets.
Imports the ground, `text` and `files`.
"""
