"""Pages from the network, politely: what robots.txt forbids is left, and no server is asked more than it wants.

`Fetcher` asks for one address, `fetched_pages` makes pages of what came, `walls` tells when that is no article. It
needs the packages of the extra ``fetch``.
"""
