"""What sharing a ledger says."""

WORDS: dict[str, tuple[str, str]] = {
    "created": (
        "{path} 已放到 {server}，名为“{name}”，共 {entries} 条；别人可以 rectify share join 加入。",
        "{path} is now shared at {server} as {name}, {entries} entries; others can rectify share join it.",
    ),
    "joined": (
        "已从 {server} 加入“{name}”，共 {entries} 条，本机副本在 {path}。",
        "joined {name} at {server}, {entries} entries; the file here is {path}.",
    ),
    "missing": (
        "有 {number} 个文件的内容服务器上没有；rectify verify --evidence 会列出来。",
        "the server lacks the contents of {number} files; rectify verify --evidence lists them.",
    ),
    "offline": (
        "脱机：以下截至第 {entry} 条（{at}）。{why}",
        "offline: this is as of entry {entry} ({at}); {why}",
    ),
    "silent": ("{server} 没有应答（{reason}）。", "{server} does not answer ({reason})."),
    "same": ("{server} 上的记录与本机一致。", "the journal at {server} is the one that is here."),
    "not-compared": ("没有与服务器核对：{why}", "not compared with the server: {why}"),
    "apart": (
        "这本台账在第 {entry} 条以后脱离了 {server}，新登记的只在本机。",
        "this ledger left {server} after entry {entry}; what is recorded now is only here.",
    ),
    "where": ("{server}，名为“{name}”", "{server}, as {name}"),
    "both": ("本机 {entries} 条，服务器 {newest} 条。", "{entries} entries here, {newest} on the server"),
    "only-here": ("本机 {entries} 条。{why}", "{entries} entries here; {why}"),
    "left-at": (
        "在第 {entry} 条以后脱离，此后本机又登记了 {more} 条。",
        "left after entry {entry}; {more} entries were recorded here since",
    ),
    "left": (
        "{path} 已脱离 {server}，共同的部分到第 {entry} 条；以后登记的只在本机，服务器上的不受影响。",
        "{path} left {server} at entry {entry}; what is recorded from now on is only here, the server's stays as it is.",
    ),
}
