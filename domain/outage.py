"""The one failure of the books that is nobody's mistake; by itself, so that a screen can name it without the books."""


class BooksUnavailable(Exception):
    """The books cannot be reached or have no room: nothing was posted by this call, as far as can be known."""
