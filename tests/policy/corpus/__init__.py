"""Development policies: our own writing for invented schools, labelled by hand.

A label stands where a clause starts: ``{{o Staff}}`` for an obligation that binds staff, ``a`` for
advice, ``p`` for permission, ``f`` for a fact. Everything without a label is no clause.

``unseen/`` was written in four rounds, each read once before any rule was touched. First figures
(start, isolated, precision, junk; normative precision and recall): round 1 1.00, 1.00, .95, 0;
.95, .82. Round 2 .91, .99, .86, .02; .82, .80. Round 3 .89, 1.00, .88, .01; .88, .75. Round 4
1.00, 1.00, .98, 0; .89, .95. Round 5 (``gerund_rules``, ``glued_dashes``, ``numbers_within``,
``lost_bullets``, ``chat_group``, ``plain_rules``: structures chosen because they failed on other
schools' texts; the figures are those of the reader as it stood before that round) .81, .98, .86,
.05; .74, .66. Round 6 (twelve policies in the manner of twelve authors, of which ``charter``,
``footnotes`` and ``pocket_guide`` are kept) .97, .99, .94, 0; .91, .89. Round 7 (six written after
round 6 was mended; ``four_agreements``, ``poster`` and ``standards`` are kept) .92, .99, .99, 0;
.91, .84. They are unseen no longer: a new structure needs a new policy.
"""
