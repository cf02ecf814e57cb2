"""What is done with questions from outside."""
