"""The one file that stands for every result in the demo."""

import typst

from motcua.printed.text import FONTS

SOURCE = """#set page(paper: "a4", margin: 30mm)
#set text(font: "Liberation Serif", size: 14pt, lang: "vi")
#align(center)[
  #text(weight: "bold")[DỮ LIỆU MINH HỌA]
  #v(1em)
  Tệp này thay cho kết quả giải quyết thủ tục hành chính trong cơ sở dữ liệu minh họa.
]
"""


def specimen_result() -> bytes:
    """A one-page PDF that says that it is no real result."""
    compiler = typst.Compiler(
        SOURCE.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True
    )
    return bytes(compiler.compile(format="pdf", timestamp=0))
