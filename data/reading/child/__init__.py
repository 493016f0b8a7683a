"""What runs in the child process: everything that touches the inside of a file that came from outside.

Imports the standard library, python-calamine and orjson, nothing else (held by an import contract), so that a
child is up in a few hundredths of a second. Nothing in here knows tables, fields or words for people.
"""
