"""Needs and services, journeys, and where costs and gains land."""
