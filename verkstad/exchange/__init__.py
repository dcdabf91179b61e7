"""Everything that speaks with other replicas of a library: the session file today.

A foreign file is data to be doubted: caps, exact member names and check sums come before any meaning. May import files, resources and
domain; makes no text for people (no wording, no i18n) and never imports storage.
"""
