"""The plan that is already written: its items, triage, anchoring."""
