"""What a circuit gets wrong, cures, and holds: the input phase, overwriting, few units, long horizons."""
