"""Getting started: `init` makes the forms, `adopt` maps an existing workbook, `doctor` finds what is wrong.

In: a config and whatever is there already. Out: new workbooks and tabs, aliases for the config, diagnoses.
Imports `operations`, `documents` and what lies below them.
"""
