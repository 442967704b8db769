"""What may never be kept, what is shown of a flagged customer and to whom, and what is removed when it is old."""
