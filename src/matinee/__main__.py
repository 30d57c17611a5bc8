"""``python -m matinee`` is the ``matinee`` command."""

from matinee.config.cli import main

if __name__ == "__main__":
    main()
