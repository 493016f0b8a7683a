"""A person among the contacts is found in words that are about to leave the house."""

from data.store import contacts
from data.store.database import reading, writing
from sharing.disclosure import contacts_found


def test_contacts_in_words_are_found_before_anything_is_made(engine):
    with writing(engine) as connection:
        details = {"contact_id": "c-1", "city_id": "chn-xian", "person": "Ximena Quirolanda"}
        contacts.add(connection, details, author="Ana")
    with reading(engine) as connection:
        assert contacts_found(connection, ["a title", "as XIMENA QUIROLANDA said"]) == ["c-1"]
        assert contacts_found(connection, ["a title", "as Ximena said"]) == []
