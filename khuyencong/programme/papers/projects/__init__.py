"""Papers of one project, from application to settlement."""
