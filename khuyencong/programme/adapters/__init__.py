"""The outside world of programme: pictures."""
