"""The suites of claims: what the documents support, contradict or do not tell."""
