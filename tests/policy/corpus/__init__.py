"""Development policies: our own writing for invented schools, labelled by hand.

A label stands where a clause starts: ``{{o Staff}}`` for an obligation that binds staff, ``a`` for
advice, ``p`` for permission, ``f`` for a fact. Everything without a label is no clause.
"""
