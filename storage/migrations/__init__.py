"""The steps that bring older books to the present schema."""
