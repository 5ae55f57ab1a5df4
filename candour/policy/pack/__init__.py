"""The evidence pack: where the policy stands, what was done, and proof, in one file to hand over.

``contents`` gathers it, ``names`` keeps people out of it where nobody is to be named, ``records``
and ``page`` and ``typeset`` write its parts, ``archive`` puts them together with their hashes.
"""
