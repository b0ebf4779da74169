"""Earlier runs: the SQLite journal, what a run put into it, comparing and computing runs again.

In: the parts of a run. Out: runs, differences between them. A lost journal loses no result.
Imports `pipeline` and what lies below it.
"""
