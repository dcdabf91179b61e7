"""Insights, forums, exchanges, and all actions."""
