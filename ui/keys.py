"""Session keys, all in one place."""

from typing import Final

BASIS: Final = "basis"
ADDRESS_WRITTEN: Final = "address.written"
ADDRESS_BOUND: Final = "address.bound"
ADDRESS_REJECTED: Final = "address.rejected"
MAP_DRAWN: Final = "map.drawn"
MAP_ONLY: Final = "map_only"
