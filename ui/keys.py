"""Session keys, all in one place."""

from typing import Final

BASIS: Final = "basis"
ADDRESS_WRITTEN: Final = "address.written"
ADDRESS_BOUND: Final = "address.bound"
ADDRESS_REJECTED: Final = "address.rejected"
MAP_SELECTION: Final = "map.selection"
MAP_SELECTION_ROUND: Final = "map.selection.round"
