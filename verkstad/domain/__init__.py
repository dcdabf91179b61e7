"""What the world of workshops consists of: frozen values, their rules, and the algebra of the log that keeps them.

Imports the standard library alone. No text for people, no clock, no files, no randomness: time, ids and ranks are handed in, and
what goes wrong is an error that carries facts.
"""
