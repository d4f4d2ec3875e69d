"""How fast the parts are, as ratios against peers of the same run; see each module."""
