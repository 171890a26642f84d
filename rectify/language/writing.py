"""What documents say around their contents, in whatever format they are written."""

WORDS: dict[str, tuple[str, str]] = {
    "addressee": ("{name}：", "To: {name}"),
    "enclosed": ("附件：{names}", "Attachment: {names}"),
    "enclosed-number": ("{number}.{name}", "{number}. {name}"),
    "enclosure": ("{mark}：{title}", "{mark}: {title}"),
    "footer": ("第&P页，共&N页", "Page &P of &N"),
    "sheet": ("表{number}", "Table {number}"),
    "as-of": ("截至日期", "As of"),
    "warned": ("提前提醒（天）", "Days of warning"),
    "late": ("逾期", "overdue"),
    "only-choices": ("请从列表中选择", "Choose from the list"),
    "rather-a-day": (
        "这一列最好填日期（如 2023-09-30）；没有确切日期的，可以照样填文字。",
        "A day is best here, such as 2023-09-30; where there is none, words will do.",
    ),
    "enclosure-mark": ("附件{number}", "Attachment {number}"),
}
