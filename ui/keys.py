"""Session keys, all in one place."""

from typing import Final

BASIS: Final = "basis"
ADDRESS_WRITTEN: Final = "address.written"
ADDRESS_BOUND: Final = "address.bound"
ADDRESS_REJECTED: Final = "address.rejected"
ADDRESS_FRAME: Final = "address.frame"
MAP_DRAWN: Final = "map.drawn"
MAP_LISTED: Final = "map.listed"
MAP_LISTS: Final = "map.lists"
MAP_ONLY: Final = "map_only"
CITY_TYPED: Final = "city.typed"
CITY_FOUND: Final = "city.found"
CITY_CHOSEN: Final = "city.chosen"
