"""The office's policy as values; domain/office.py is their sum."""
