"""`python -m iombot` is the `iombot` command."""

from iombot.cli import main

if __name__ == "__main__":
    main()
