"""The suite `retrieval`: which passages search finds for a question, with no writer at all."""
