"""The pages about pilots: the list of an initiative's pilots, and one pilot with its gate, measures, learning loops and decision."""
