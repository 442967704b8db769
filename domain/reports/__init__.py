"""Reports: each one value, made of postings and of nothing else, and each figure with the postings behind it."""
