"""Makes the screenshots of the README from a running service: python docs/screenshots.py http://127.0.0.1:8000"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.chromium import FLAGS, find

IMAGES = Path(__file__).parent / "images"
PAGES = {
    "home": "/",
    "search": "/search?q=网格",
    "reader": "/document/beijing-hubei-sichuan",
    "compare": "/compare?region=四川省&region=北京市&region=湖北省&region=阳泉市",
    "network": "/network",
    "sparql": "/workbench",
}


def main(base: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        for name, path in PAGES.items():
            page.goto(base.rstrip("/") + path)
            if name == "reader":
                page.locator(".text a.f").nth(6).click()
            if name == "compare":
                page.locator("#organisation").evaluate("heading => heading.scrollIntoView({ block: 'start' })")
            if name == "sparql":
                page.locator("[data-example]").nth(1).click()
                page.locator("#workbench tbody tr").first.wait_for()
            page.wait_for_timeout(1500)
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
