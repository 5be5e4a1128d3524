"""What is done for each kind of job."""
