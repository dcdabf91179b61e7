"""The tab *Harvest* of a workshop: notes, two axes, photos, evaluation, and how the day is finished."""
