"""What the demo says."""

WORDS: dict[str, tuple[str, str]] = {
    "county-about": (
        "这是一个示例：某县团委的巡察整改，事实照公开的报告登记。",
        "An example: a county youth league after an inspection, the facts as a published report has them (in Chinese).",
    ),
    "audit-about": (
        "这是一个示例：一次内部审计的五个问题，截至2025年9月30日（内容为英文）。",
        "An example: an internal audit with five findings, as of 30 September 2025.",
    ),
    "built": ("台账在 {ledger}，报告在 {report}。", "The ledger is {ledger}, its report {report}."),
    "try": ("接下来可以试试：", "Next, try:"),
    "county-next-1": ("{program} show 8", "{program} show 8"),
    "county-next-2": (
        '{program} log-action 8 "漏记的固定资产已经入账"',
        '{program} log-action 8 "Booked the assets that were missing"',
    ),
    "county-next-3": ("{program} report --kind progress", "{program} report --kind progress"),
    "audit-next-1": ("{program} show 1.2", "{program} show 1.2"),
    "audit-next-2": (
        '{program} log-action 2.2 "给第一批工具贴上标签"',
        '{program} log-action 2.2 "Tagged the first 40 tools"',
    ),
    "audit-next-3": ("{program} timeline", "{program} timeline"),
}
