"""People and their rights: who may sign in, what each may do, who approved, and the log of it."""
