"""Many schools, one roll-up: the same run for each school, fanned out over Dask, and the district's tabs made of all.

fleet.toml (`fleet_file`) → the schools it names (`members`) → one task each (`school_task`) on a cluster (`engine`)
→ an outcome each, with the school's results as one small Parquet file (`school_rows`, `school_parquet`, `shelf`)
→ the district's figures (`rollup`) → its tabs (`district_tabs`) in the same stores as a school's (`publish`).
Google's quota is one budget per account (`accounts`), kept where the scheduler is (`budget`, `quota_plugin`) and from
one run to the next (`ledger`).

Large because a fleet has its own runs, state, figures, tabs and commands. Imports everything but `cli`.
"""
