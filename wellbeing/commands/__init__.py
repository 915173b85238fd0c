"""The subcommands of `wellbeing`, one file each: `add_to` declares it, a function runs it."""
