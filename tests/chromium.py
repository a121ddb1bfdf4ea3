"""The browser that the tests drive: the machine's Chromium or Chrome; where there is none, Debian's is installed.

python -m tests.chromium        print its path; install it first if this user may; else say what is missing
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """The path of the first browser found, or None; $ZHITU_BROWSER names one that goes first."""
    named = os.environ.get("ZHITU_BROWSER")
    return next((path for name in (named, *NAMES) if name and (path := shutil.which(name))), None)


def install() -> None:
    """Debian's packages, where apt-get is there and this user is root."""
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *PACKAGES]):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def main() -> int:
    if find() is None and shutil.which("apt-get") and os.geteuid() == 0:
        print("no Chromium or Chrome found: installing Debian's", file=sys.stderr)
        try:
            install()
        except subprocess.CalledProcessError as error:
            print(f"{' '.join(error.cmd)} failed with exit code {error.returncode}", file=sys.stderr)
    path = find()
    if path is None:
        print(
            f"the browser tests need Chromium or Chrome: install it (apt install {' '.join(PACKAGES)}), "
            "or set ZHITU_BROWSER to its path",
            file=sys.stderr,
        )
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
