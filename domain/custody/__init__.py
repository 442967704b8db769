"""Keeping money: the drawer, its count and its close."""
