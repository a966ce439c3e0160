"""Termbases: concepts with their French and English terms, found in texts and checked in translations."""
