"""The handling module: assignments of filed proposals to the units that answer them."""
