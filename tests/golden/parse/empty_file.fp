// A file without declarations is a ruleset that finds nothing.
