"""Teams and mandates: teams composed from everybody there is, the map of positions, the register of who may decide what."""
