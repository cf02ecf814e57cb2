"""Programmes, yearly plans, projects and the ledger: the money of industrial promotion, from promise to settlement."""
