"""Session keys, all in one place."""

from typing import Final

VERSION: Final = "version"
BASIS: Final = "basis"
ADDRESS_WRITTEN: Final = "address.written"
ADDRESS_BOUND: Final = "address.bound"
ADDRESS_REJECTED: Final = "address.rejected"
MAP_SELECTION: Final = "map.selection"
