"""The staff's tabs → records that remember their cells, and the problems of single cells.

In: tabs as a store reads them. Out: a `School` (roster, scores, registrations …) and its grades by period.
Imports the ground, `text`, `files`, `rules` and `settings`.
"""
