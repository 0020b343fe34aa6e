# Tests of the part "claims".
