"""Dues, receipts and arrears, in EUR."""
