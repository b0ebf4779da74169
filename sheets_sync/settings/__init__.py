"""The school's `config.toml`: its sections with their defaults, reading it, and writing single keys back.

In: a path. Out: one `Config`, or ConfigError with every mistake and its line.
Imports the ground, `text`, `files` and `rules`.
"""
