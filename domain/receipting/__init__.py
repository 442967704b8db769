"""Taking money: cart, tenders, posting and receipt."""
