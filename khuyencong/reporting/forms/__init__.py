"""What is typed about reports and their forms."""
