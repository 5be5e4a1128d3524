"""When briefings are due, and that each goes out once."""
