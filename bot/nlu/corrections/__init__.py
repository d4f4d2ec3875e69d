"""What is taken back and what is told in its place."""
