"""The rules of the trade, in numbers: the constants of the score.

The formulas are in ``docs/engine/blocks.md``.

They belong to the contract, so the solver and the checker both read them; how they are used, each writes
for itself.
"""

CUT = 7.0  # c: quality counts from this calibrated mean of ten
QUALITY_MINUTES = 10.0  # m: a film of this length, one mark above the cut, is one point
ABOUT_FILMS = 3.0  # a film exactly about its program counts as much as so many pairs exactly alike
ALIKE = 0.85  # rho: a pair above this is redundant
ALIKE_SLOPE = 10.0  # and costs 1 plus so much for each unit above it
HOOK_MAX_S = 12 * 60  # an opener is at most this long
# the points of an opener: among the top third by score, short, not heavy; of a closer, of a long film late
STRONG_OPENER, SHORT_OPENER, LIGHT_OPENER = 1.0, 1 / 3, 1.0
PAYOFF, LATE = 2.0, 0.5
ARC = 2.25  # running times that grow by a factor of e from the first film to the last: a point for each film in between
HEAVY_PAIR, TWIN_PAIR, LONG_PAIR = 2.0, 1.0, 1.0  # what two such neighbours cost
HEAVY = 4.0  # a film of this weight is heavy
MOVING = 3.0  # a film of at least this weight may be the most moving
LONG_S = 18 * 60  # two films above this do not stand side by side
SAME_SUBJECT = 0.6  # films of one genre that share a theme or are at least so alike are twins
DISTINCT_POINTS = 2.0  # each value missing to a target costs so much
TEXT_CHARS = 20_000  # of a text, so many characters are read

# beta: what the computed likeness of two films is mixed from, where both have it
LIKENESS = {"text": 0.5, "themes": 0.3, "genre": 0.1, "form": 0.1}
# gamma: what a pair in one program is worth, learnt from real programs (`docs/engine/curation.md`)
PAIR = {"likeness": 0.3, "themes": 0.6, "kind": 0.25, "countries": 0.25, "length": -0.65}
LENGTH_WIDTH = 0.25  # running times this far apart, as a logarithm of their ratio, are hardly near any more
DECIMALS = 9  # computed likeness and pairs are rounded to so many, so that thresholds mean the same to everybody
SAME = 1e-7  # scores nearer than this are the same
