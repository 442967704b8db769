"""One screen, one file, one job."""
