"""The books behind the ports of the domain, on SQLite and PostgreSQL."""
