"""Commands of people and the trail."""
