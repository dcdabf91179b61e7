"""Group mixing: people in groups over several rounds, so that departments mix and few meet twice (mixing.md).

Values come in (`task.Task`), a plan comes out (`score.Plan`): the same for the same task, seed and number of iterations, on every system.
Whoever has a window asks a worker process (`worker.Mixer`); a command asks `search.Search`. May import domain only.
"""
