"""Access to the YAML files that ship with the package."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(name: str) -> Any:
    """The content of ``resources/<name>``, read with the C parser where it is there."""
    text = files("communique.resources").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=_Loader)
