"""The emulation year of a school: read its sheets, validate, rank, summarise, write its documents."""

__version__ = "0.1.0"
