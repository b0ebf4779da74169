"""What a fleet keeps of its schools between runs: results as Parquet, states, Drive's hints, the known schools.

In: outcomes of schools' runs. Out: the last good results and the last state of each school.
Imports the modules of `fleet` itself, no other package in it.
"""
