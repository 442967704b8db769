"""Reports as data, text and CSV; everything in them is read from postings."""
