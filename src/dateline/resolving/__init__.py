"""Claims of many documents to events; the only stage that sees more than one document.

blocking (what is compared) -> comparing (how well two claims agree, in words and numbers) -> clustering -> reconciling.
"""

from dateline.resolving.clustering import resolve

__all__ = ["resolve"]
