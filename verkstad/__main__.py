"""`python -m verkstad`, and the entry of the frozen program. Worker processes import this module too: nothing may happen on import."""

import multiprocessing

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from verkstad.cli import main

    main()
