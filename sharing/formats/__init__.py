"""A frozen report as HTML, PDF, PNG, PPTX, XLSX and text."""
