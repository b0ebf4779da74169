"""What results look like outside of documents: output tabs, JSON, one person's explanation, a plan of changes.

In: `Results`, and what an earlier run left. Out: values to print or to write; nothing here prints or writes.
Imports `stores` (for styles and current tabs), `checks`, `results` and what lies below them.
"""
