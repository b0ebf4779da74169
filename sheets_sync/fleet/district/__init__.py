"""The district's figures, tabs and paper, made of what is kept of its schools.

In: the schools' last good results. Out: the district's output tabs, written or refused as a whole, and its document.
Imports `kept`, `running` and the modules of `fleet` itself.
"""
