"""Files of the demonstration: its log-ins, and the lists as offices keep them."""
