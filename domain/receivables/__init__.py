"""What is owed: parties, accounts, bills, and what each comes to on a date."""
