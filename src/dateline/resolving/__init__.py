"""Claims of many documents to events; the only stage that sees more than one document.

traits (what is looked at) -> blocking (what is compared) -> levels, comparing (how well two claims agree, in words and
bits) -> clustering -> reconciling.
"""

from dateline.resolving.events import resolve

__all__ = ["resolve"]
