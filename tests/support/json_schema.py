"""As much of JSON Schema as our published one uses; any other word in it fails."""

from collections.abc import Mapping
from datetime import date
from typing import Any

KNOWN = {
    "$schema", "$id", "title", "type", "const", "format", "items",
    "properties", "required", "additionalProperties",
}  # fmt: skip
KINDS: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "null": (type(None),),
    "boolean": (bool,),
    "number": (int, float),
}


def valid(value: Any, rule: Mapping[str, Any]) -> bool:
    """Say whether a value is as a schema says."""
    assert set(rule) <= KNOWN
    if "const" in rule:
        return bool(value == rule["const"])
    named = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
    if not any(_is(value, name) for name in named):
        return False
    if isinstance(value, list):
        return all(valid(each, rule["items"]) for each in value)
    if isinstance(value, dict):
        return _valid_object(value, rule)
    return rule.get("format") != "date" or bool(date.fromisoformat(value))


def _is(value: Any, name: str) -> bool:
    return isinstance(value, KINDS[name]) and (name == "boolean" or not isinstance(value, bool))


def _valid_object(value: Mapping[str, Any], rule: Mapping[str, Any]) -> bool:
    properties, others = rule.get("properties", {}), rule["additionalProperties"]
    if not set(rule.get("required", ())) <= set(value):
        return False
    if others is False and set(value) - set(properties):
        return False
    return all(valid(each, properties.get(name, others)) for name, each in value.items())
