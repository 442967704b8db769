"""The sentences of refusals, by room; domain/refusals.py lists every code."""
