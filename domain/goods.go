package domain

// Goods is a class of goods with rules of their own in advertising law:
// "spirits", "cosmetics". Its words, verdict and articles are in facts.
type Goods string
