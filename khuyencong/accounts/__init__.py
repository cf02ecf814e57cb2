"""People, offices, the policy table, the audited act."""
