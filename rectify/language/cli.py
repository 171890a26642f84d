"""The words of the command line itself: what Typer would say in English, and what stands around the help texts."""

WORDS: dict[str, tuple[str, str]] = {
    "usage": ("用法：{words}", "Usage: {words}"),
    "heading": ("{title}：", "{title}:"),
    "options-word": ("选项", "OPTIONS"),
    "command-word": ("命令 [参数]...", "COMMAND [ARGS]..."),
    "arguments": ("参数", "Arguments"),
    "options": ("选项", "Options"),
    "common": ("通用选项（写在命令名之前或之后都可以）", "Common options (before or after the command's name)"),
    "required": ("[必填]", "[required]"),
    "repeatable": ("[可重复]", "[repeatable]"),
    "default": ("[默认：{value}]", "[default: {value}]"),
    "choices": ("[可选：{choices}]", "[one of: {choices}]"),
    "try-help": ("用法见 {command} --help", "Try '{command} --help' for help."),
    "group-record": ("登记", "Record"),
    "group-look": ("查看", "Look"),
    "group-report": ("报告", "Report"),
    "group-prove": ("核验", "Prove"),
    "group-exchange": ("交换", "Exchange"),
    "group-help": ("帮助", "Help"),
    "completion-installed": (
        "已安装命令补全：{path}。重新打开终端后生效。",
        "Completion is installed in {path}. It works once the terminal is opened anew.",
    ),
}
