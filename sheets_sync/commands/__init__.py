"""The commands, a module for each occasion; `cli.py` gathers them."""
