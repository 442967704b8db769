"""The rules of a city treasury's counter: pure values and functions, no clock, no randomness, no I/O."""
