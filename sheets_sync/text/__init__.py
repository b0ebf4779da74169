"""How staff write: one cell's text → a number, a date, a month, a choice, a name; or a problem code.

In: raw cells as a store has read them. Out: plain values, or `BadCell` with the code of what is wrong.
Imports the ground (`model`, `tables`, `points`, `durations`, `errors`, `language`) only.
"""
