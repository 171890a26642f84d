"""What the demo says."""

WORDS: dict[str, tuple[str, str]] = {
    "about": (
        "这是一个示例：某县团委的巡察整改，事实照公开的报告登记。",
        "An example: an internal audit with five findings, as of 30 September 2025.",
    ),
    "built": ("台账在 {ledger}，报告在 {report}。", "The ledger is {ledger}, its report {report}."),
    "try": ("接下来可以试试：", "Next, try:"),
    "next-1": ("{program} show 8", "{program} show 1.2"),
    "next-2": (
        '{program} log-action 8 "漏记的固定资产已经入账"',
        '{program} log-action 2.2 "Tagged the first 40 tools"',
    ),
    "next-3": ("{program} report --kind progress", "{program} timeline"),
}
