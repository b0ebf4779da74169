"""Many schools, one roll-up: the same run for each school, fanned out over Dask, and the district's tabs made of all.

In: fleet.toml (`fleet_file`) and the schools that it names (`members`), each with the account whose quota at Google it uses
(`accounts`). `running` runs them and gives an outcome each (`outcome`); `kept` keeps their results and states; `district` makes
the district's tabs and paper of them; `commands` prints. Out: the schools' outputs and the district's.
Imports everything but `cli`; within it `kept`, `running`, `district`, `commands` import only what comes before them.
"""
