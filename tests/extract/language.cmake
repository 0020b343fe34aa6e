# Tests of the part "language".
