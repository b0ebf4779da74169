"""Titles: for each person and team, each title's conditions, the verdict, the quota's order, the reward.

In: a `School`, its grades, and the rule set in force. Out: verdicts with evidence, cells and sources.
Imports `school` and what lies below it.
"""
