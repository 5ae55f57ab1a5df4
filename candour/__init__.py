"""Candour runs a school's social media policy: clauses, duties, owners and evidence."""
