"""One screen a file, one job a screen."""
