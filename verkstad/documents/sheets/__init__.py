"""The sheets, one module for each family. Each is laid out by a function from the setting of a job to parts."""
