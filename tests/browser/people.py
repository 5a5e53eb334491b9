"""People in front of screens: each with a browser window of their own, doing what buttons say."""

from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from motcua.management.demo.staff import PASSWORD

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"

MEANT = (
    "the server responded with a status of 4",  # our own 409 and 422 answers
    # A picker gives up a search for letters that are typed over: what truly fails is a sendError.
    "htmx:sendAbort",
    "htmx:afterRequest",
)
"""What Chromium reports as an error and is none."""


class Person:
    """Somebody at a desk. Every console error and every request to another host is a failure."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.page: Page = context.new_page()
        self.base, self.troubles = base, list[str]()
        self.page.on("console", self._hear)
        self.page.on("request", self._watch)

    def _hear(self, message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        if kind == "error" and not any(words in text for words in MEANT):
            self.troubles.append(text)

    def _watch(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if not url.startswith((self.base, "data:", "blob:")):
            self.troubles.append(f"a request to {url}")

    def sign_in(self, username: str) -> None:
        """Through the sign-in page."""
        self.page.goto(f"{self.base}/sign-in")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url("**/desk")

    def choose(self, typed: str, code: str) -> None:
        """Pick a procedure as a clerk does: a few letters, Enter when it stands on top."""
        search = self.page.locator("#procedure-search")
        search.fill(typed)
        on_top = f"#procedure-list [role=option]:first-child[data-value='{code}']"
        self.page.locator(on_top).wait_for()
        search.press("Enter")
        self.page.locator("#reception-papers table").wait_for()

    def receive(self, typed: str, code: str, papers: list[str], name: str) -> str:
        """Receive a dossier without the mouse where that can be; its code."""
        page = self.page
        page.goto(f"{self.base}/desk/receive")
        self.choose(typed, code)
        for paper in papers:
            page.locator(f"#paper-{paper}").focus()
            page.keyboard.press("Space")
        page.fill("#applicant-name", name)
        page.fill("#applicant-identity", "052189000217")
        page.select_option("#applicant-sex", "female")
        page.fill("#applicant-birth", "12/08/1989")
        page.fill("#applicant-phone", "0905000218")
        page.fill("#applicant-email", "truc@example.org")
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
        assert "/dossiers/" in page.url, page.inner_text("main")[:800]
        return page.url.rpartition("/")[2].partition("?")[0]

    def open(self, code: str) -> None:
        """The dossier's page."""
        self.page.goto(f"{self.base}/dossiers/{code}")

    def press(self, label: str) -> None:
        """The button with exactly these words in what is asked now; waits for the answer."""
        section = self.page.locator("section.now")
        with self.page.expect_navigation():
            section.get_by_role("button", name=label, exact=True).first.click()

    def unfold(self, label: str) -> None:
        """Open a folded form by its words."""
        more = self.page.locator("section.now details.more > summary")
        summary = self.page.locator("section.now summary.btn", has_text=label)
        if not summary.first.is_visible() and more.count():
            more.click()
        summary.first.click()

    def does(self, code: str, label: str) -> None:
        """Open the dossier and press the button."""
        self.open(code)
        self.press(label)

    def finishes(self, code: str, number: str, folder: Path) -> None:
        """Number, date and file of the result."""
        self.open(code)
        file = folder / "ket-qua.pdf"
        file.write_bytes(PDF)
        self.page.fill("#result-result_number", number)
        self.page.set_input_files("#result-files", str(file))
        self.press("Phát hành kết quả")

    def sees(self, text: str) -> None:
        """The words stand on the page."""
        expect(self.page.locator("body")).to_contain_text(text)


class Town:
    """Everybody, each in a browser of their own."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.browser, self.base = browser, base
        self.contexts: list[BrowserContext] = []
        self.people: dict[str, Person] = {}

    def somebody(self, username: str = "", size: dict[str, int] | None = None) -> Person:
        """The member of staff, signed in; without a name a citizen."""
        if username and username in self.people:
            return self.people[username]
        context = self.browser.new_context(
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport=size or DESK,  # type: ignore[arg-type]
        )
        self.contexts.append(context)
        person = Person(context, self.base)
        if username:
            person.sign_in(username)
        self.people[username or f"citizen {len(self.contexts)}"] = person
        return person

    def close(self) -> None:
        """Shut all windows; what went wrong in any of them is said."""
        troubles = [t for person in self.people.values() for t in person.troubles]
        for context in self.contexts:
            context.close()
        assert troubles == [], troubles
