"""One command of the command line, one file: its words in ``arguments``, its work in ``run``."""
