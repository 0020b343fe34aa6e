# Reading and repair.
