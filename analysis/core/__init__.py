"""What every figure is counted from: basis, group, roll, ledger, payment, and the state of each member."""
