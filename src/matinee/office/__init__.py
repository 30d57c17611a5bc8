"""The staff's floor: one folder a desk, named as its room; dense, quiet, everything by keyboard."""
