"""The proposals module: filings from draft to the decision on them."""
