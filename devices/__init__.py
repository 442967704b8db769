"""Printers, cash drawers, scanners and check readers."""
