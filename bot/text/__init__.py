"""What can be read off a text alone: language, sentences, figures, places, foldings."""
