"""``python -m communique``."""

from communique.outputs.cli import main

if __name__ == "__main__":
    main()
