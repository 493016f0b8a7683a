"""What each kind of report holds, as plain values: sections of sentences, figures, charts and tables."""
