"""Follow-up: trends, decision requests, follow-ups and reports."""
