"""Papers that are not receipts: what the counter hands out to explain, to promise or to give back."""
