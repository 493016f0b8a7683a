"""A snapshot as HTML, PDF, PNG, PPTX, XLSX and text."""
