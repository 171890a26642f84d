"""Which commands there are, in the order of the help: name -> (module, function, help group)."""

RECORD = "rectify.cli.commands.record"
CHANGE = "rectify.cli.commands.change"
COPIES = "rectify.cli.commands.copies"
LOOK = "rectify.cli.commands.look"
LOOK_BACK = "rectify.cli.commands.look_back"

PROGRAM = "rectify"
COMPLETION = "_RECTIFY_COMPLETE"
"""The variable by which a shell asks for completions."""

COMMANDS: dict[str, tuple[str, str, str]] = {
    "init": (RECORD, "init", "record"),
    "add-inspection": (RECORD, "add_inspection", "record"),
    "add-aspect": (RECORD, "add_aspect", "record"),
    "add-issue": (RECORD, "add_issue", "record"),
    "add-measure": (RECORD, "add_measure", "record"),
    "log-action": (RECORD, "log_action", "record"),
    "attach": ("rectify.cli.commands.evidence", "attach", "record"),
    "complete": (RECORD, "complete", "record"),
    "review": ("rectify.cli.commands.reviewing", "review", "record"),
    "reopen": (CHANGE, "reopen", "record"),
    "extend": (CHANGE, "extend", "record"),
    "assign": (CHANGE, "assign", "record"),
    "amend": (CHANGE, "amend", "record"),
    "void": (CHANGE, "void", "record"),
    "write": (CHANGE, "write", "record"),
    "undo": (CHANGE, "undo", "record"),
    "status": (LOOK, "status", "look"),
    "list": ("rectify.cli.commands.look_list", "list_", "look"),
    "show": ("rectify.cli.commands.look_show", "show", "look"),
    "timeline": (LOOK_BACK, "timeline", "look"),
    "history": (LOOK_BACK, "history", "look"),
    "report": ("rectify.cli.commands.report", "report", "report"),
    "check": ("rectify.cli.commands.check", "check", "prove"),
    "look-back": ("rectify.cli.commands.prove", "look_back", "prove"),
    "head": ("rectify.cli.commands.head", "head", "prove"),
    "verify": ("rectify.cli.commands.verify", "verify", "prove"),
    "seal": ("rectify.cli.commands.seal", "seal", "prove"),
    "import": ("rectify.cli.commands.exchange", "import_", "exchange"),
    "export": (COPIES, "export", "exchange"),
    "backup": (COPIES, "backup", "exchange"),
    "rollup": ("rectify.cli.commands.rollup", "rollup", "exchange"),
    "share": ("rectify.cli.commands.share", "share", "exchange"),
    "demo": ("rectify.cli.commands.demo", "demo", "help"),
    "doctor": ("rectify.cli.commands.doctor", "doctor", "help"),
}

GROUPS = ("record", "look", "report", "prove", "exchange", "help")
"""The help groups, in the order of the help; one without commands is not shown."""
