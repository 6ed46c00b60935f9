"""Whether a network is what it was made from: by itself, against its module, against its checkpoint."""
