"""The pages of the window, one deep module each."""
