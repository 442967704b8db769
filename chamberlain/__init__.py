"""The composition root: command line, settings and wiring; the only package that imports all others."""
