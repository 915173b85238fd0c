"""The ledger of released figures: written by publishing, once and for good; read by everybody."""
