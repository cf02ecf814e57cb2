"""What a plan may say, how its versions differ, how far its money and targets are. Pure."""
