"""The page about modules: the slicing tree, "Where do we start?", the board, and what is known of one module in the inspector."""
