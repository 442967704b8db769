"""The ports of the books, by the room of the counter that each serves; domain/books.py is their sum."""
