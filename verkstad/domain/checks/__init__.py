"""What is worth looking over in an initiative or a workshop: a register of small rules, each a pure function over the values it reads.

`rules` is the vocabulary, `register` the list of all, `engine` keeps their answers and asks again only what a change concerns. Facts, not
sentences: `wording_checks` says them.
"""
