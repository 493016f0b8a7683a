"""The Contacts page, and what other pages say of contacts."""
