"""What is kept on record of the service itself: the report for the data protection officer."""
