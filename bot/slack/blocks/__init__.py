"""Everything that is shown in Slack, as Block Kit: values in, plain dictionaries out."""
