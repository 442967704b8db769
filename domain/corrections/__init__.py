"""Corrections: new postings that point at what they correct, and leave what was posted as it is."""
