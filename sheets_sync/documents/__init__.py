"""Papers: their kinds and fields, Word templates filled in, pages as HTML and PDF, where they are published.

In: `Results` and a period. Out: bytes under a key, published to a folder or to Drive; what is still missing.
Imports `pipeline`, `journal` and what lies below them.
"""
