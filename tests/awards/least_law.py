"""The shortest rule set that can be read."""

from __future__ import annotations

LEAST = """name = "Luật thử"
valid_from = 2024-01-01
[[rules]]
rule = "rating"
titles = ["LDTT"]
at_least = "HTT"
source = "Điều 1"
confidence = "text"
"""
