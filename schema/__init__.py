"""The contract that gateway and services share: types, directives, ids, cursors, error codes, directory and SDL."""
