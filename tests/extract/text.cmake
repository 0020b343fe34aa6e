# Tests of the part "text".
