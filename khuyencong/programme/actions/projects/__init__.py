"""Open, register, appraise, plan, contract and adjust projects."""
