"""The initiative: how it begins, and the page that says what stands and what is missing."""
