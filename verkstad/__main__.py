"""`python -m verkstad`, and the entry of the frozen program. Worker processes import this module too: nothing may happen on import."""

import sys

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()
    from verkstad.start import main

    main()
