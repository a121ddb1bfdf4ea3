"""Optional components beside the rules: stronger models that a user has, off unless the setting `models` names them.

A model is a module here, or any importable one, with

- `NAME` and `AFTER`: what its spaCy component is called and which component of ingest.nlp.COMPONENTS it follows;
- a `@Language.component(NAME)` function `Doc -> Doc` that adds its mentions to `doc.spans[…]` as the rules do;
- `version()`: which model runs, part of the version of the pipeline, so that another model extracts anew.

`ZHITU_MODELS=spacy_entities,language_model zhitu build …` runs two of them.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

from kg.errors import UsageError
from kg.settings import Settings

_NEEDED = ("NAME", "AFTER", "version")


def chosen(names: str | None = None) -> tuple[ModuleType, ...]:
    """The modules that the setting names, in its order; UsageError for one that is not there or is no model."""
    names = str(Settings().models) if names is None else names
    return tuple(_load(name.strip()) for name in names.split(",") if name.strip())


def versions() -> str:
    """What the chosen models add to the pipeline's version: "" without any."""
    return "".join(f"+{module.NAME}:{module.version()}" for module in chosen())


def _load(name: str) -> ModuleType:
    path = name if "." in name else f"{__name__}.{name}"
    try:
        module = importlib.import_module(path)
    except ModuleNotFoundError as error:
        if error.name is not None and not path.startswith(error.name):
            raise UsageError(f"ZHITU_MODELS：{name} 需要先安装 {error.name}") from None
        raise UsageError(f"ZHITU_MODELS：没有模型 {name}；自带的有 {'、'.join(_own())}") from None
    missing = [part for part in _NEEDED if not hasattr(module, part)]
    if missing:
        raise UsageError(f"ZHITU_MODELS：{name} 不是模型组件，缺 {'、'.join(missing)}")
    return module


def _own() -> list[str]:
    return sorted(found.name for found in pkgutil.iter_modules(__path__) if found.name != "additions")
