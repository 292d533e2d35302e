"""The write path: guard, classify, embed, then one transaction."""
