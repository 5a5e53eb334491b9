"""Reception in a real browser: what the server fills in never spoils what a clerk types."""

import time

IDENTITY = "052189000217"


def _known_once(town):
    counter = town.somebody("tiepnhan.cathanh")
    papers = ["to-khai", "chung-sinh", "giay-to-nhan-than"]
    counter.receive("1.001193", "1.001193", papers, "Nguyễn Thị Thanh Trúc")
    return counter


def _answer_slowly(page):
    def later(route):
        time.sleep(0.4)
        route.continue_()

    page.route("**/receive/applicant*", later)


def test_a_slow_answer_does_not_replace_what_was_typed_meanwhile(town):
    counter = _known_once(town)
    page = counter.page
    page.goto(f"{town.base}/desk/receive")
    _answer_slowly(page)
    page.fill("#applicant-identity", IDENTITY)
    with page.expect_response("**/receive/applicant"):
        page.press("#applicant-identity", "Tab")
        page.fill("#applicant-phone", "0911222333")
    page.locator("#known-applicant p").wait_for()
    assert page.input_value("#applicant-phone") == "0911222333"
    assert page.input_value("#applicant-name") == "Nguyễn Thị Thanh Trúc"


def test_a_field_filled_under_the_cursor_is_typed_over(town):
    counter = _known_once(town)
    page = counter.page
    page.goto(f"{town.base}/desk/receive")
    _answer_slowly(page)
    page.fill("#applicant-identity", IDENTITY)
    with page.expect_response("**/receive/applicant"):
        page.press("#applicant-identity", "Tab")
        page.focus("#applicant-phone")
    page.wait_for_function("document.getElementById('applicant-phone').value === '0905000218'")
    page.keyboard.insert_text("0911222333")
    assert page.input_value("#applicant-phone") == "0911222333"
