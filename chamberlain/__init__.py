"""The composition root: command line, settings, wiring; the one package that imports all others."""
