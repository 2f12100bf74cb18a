"""Unanswered questions and 👎, kept for curators: without who asked, and never at the cost of an answer."""
