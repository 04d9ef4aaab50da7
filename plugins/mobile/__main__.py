"""``python -m plugins.mobile``: prints the Content-Security-Policy for /m/, for whoever sets the server's headers."""

from pathlib import Path

from .style import policy, read_style

if __name__ == "__main__":
    print(policy(read_style(Path("theme/static/css"))))
