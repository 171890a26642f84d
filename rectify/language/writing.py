"""What documents say around their contents, in whatever format they are written."""

WORDS: dict[str, tuple[str, str]] = {
    "addressee": ("{name}：", "To: {name}"),
    "enclosed": ("附件：{names}", "Attachment: {names}"),
    "enclosed-number": ("{number}.{name}", "{number}. {name}"),
    "enclosure": ("{mark}：{title}", "{mark}: {title}"),
    "enclosure-mark": ("附件{number}", "Attachment {number}"),
}
