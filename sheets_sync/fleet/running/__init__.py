"""Runs many schools at once: tasks on a Dask cluster, each within its account's budget of calls to Google.

In: the members of a fleet and what to do with them. Out: an outcome for each school, kept in `kept`.
Imports `kept` and the modules of `fleet` itself.
"""
