"""Run the engine alone: ``python -m matinee.engine blocks IN.json -o OUT.json``."""

import sys

from matinee.engine.cli import main

sys.exit(main(sys.argv[1:]))
