"""Files in from other programs, and files out to them."""
