"""What the screens are painted with: pure painters of lines, and the one Textual widget that shows them."""
