"""Proving money: the balanced journal and the hash-chained trail."""
