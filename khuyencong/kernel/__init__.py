"""Words shared by every context: refusal, life cycle, money, period. Pure."""
