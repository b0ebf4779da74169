"""The command line, a module for each occasion; `cli` gathers them.

In: options and arguments. Out: an exit code, and text or one JSON document; this package and `cli` alone print.
Large because there is a module for each command. Imports everything but `fleet` and `cli`.
"""
