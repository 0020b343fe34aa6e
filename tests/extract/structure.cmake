# Tests of the part "structure".
