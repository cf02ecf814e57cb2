"""Which projects a person sees, and what their pages show."""
