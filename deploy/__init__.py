"""What runs the parts together: the command line and the local installation. The only code that knows both sides."""
