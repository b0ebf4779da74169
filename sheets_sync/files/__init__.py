"""Safe files: atomic writes, the run lock, TOML read with line numbers, the samples that are shipped.

In: paths and bytes. Out: files written whole or not at all, values with their lines; raises errors of ours.
Imports the ground and `text`.
"""
