"""From the memory model to the network, and back: the limit, conjugacy, and one matrix in many readings."""
