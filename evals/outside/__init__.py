"""Outside sets that are run in a way of their own: a library a question, a claim with evidence."""
