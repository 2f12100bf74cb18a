"""Holds what a knowledge base says against the texts of the releases that it cites."""
