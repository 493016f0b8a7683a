"""Where migrations begin: the tables of the first release, which data/store/tables.py makes."""

revision = "0003"
down_revision = None


def upgrade() -> None:
    """There is no older store."""
