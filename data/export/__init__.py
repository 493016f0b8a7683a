"""A version as files that people and this program can read: workbook, folder of CSV, template."""
