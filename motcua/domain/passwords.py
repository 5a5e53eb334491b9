"""What a password that somebody chooses has to be; one that is drawn by chance is all of it."""

LEAST, MOST = 10, 200
"""Letters. More than MOST is nobody's password, and costs to hash."""

RULES = ("short", "long", "similar", "common", "digits", "same")
"""What may be wrong with one, in the order in which it is told: too few letters or too many, like
its owner's name, known to everybody, nothing but digits, the one that was there before."""
