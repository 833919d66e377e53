"""The shared proposals module: umbrellas that a committee leads, its endorsements of others', its filings."""
