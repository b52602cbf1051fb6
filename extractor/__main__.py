"""``python -m extractor`` is ``gongwen``."""

from extractor.cli import main

if __name__ == "__main__":
    main(prog_name="gongwen")
