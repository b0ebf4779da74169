"""Everything that was computed of a school: rankings, closed months, registers, what is due.

In: records, grades and verdicts. Out: `Results`, which works each part out when it is first read.
Imports `awards` and what lies below it.
"""
