"""Make the demonstration through the actions of the product."""
