"""The tumour: its number, size and spread, its stages, its veins, and how it responded."""
